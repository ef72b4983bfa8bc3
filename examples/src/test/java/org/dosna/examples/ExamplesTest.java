package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Attributes;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.examples.bench.AllocBench;
import org.dosna.examples.bench.Bench;
import org.dosna.examples.bench.CephBench;
import org.dosna.examples.bench.MpiBench;
import org.dosna.examples.bench.StartBench;
import org.dosna.examples.soak.Soak;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** The smaller examples, and those that take long with a small size. */
class ExamplesTest {
  @TempDir private Path folder;

  private Program run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    Program program = Program.run(folder, main, arguments);
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    return program;
  }

  @Test
  void ownBackend() throws IOException, InterruptedException {
    List<String> out = run(OwnBackend.class).out();
    assertTrue(out.get(0).startsWith("backends: [") && out.get(0).contains("npy"), out.get(0));
    assertEquals(
        List.of(
            "NpyDataset data int16 [4, 6], chunks [3, 3], grid [2, 2]",
            "[[ 0  1  2  3  4  5]",
            " [ 6  7 -1 -1 10 11]",
            " [12 13 -1 -1 16 17]",
            " [18 19 -1 -1 22 23]]",
            "chunk.0.0.npy",
            "chunk.0.1.npy",
            "chunk.1.0.npy",
            "chunk.1.1.npy",
            "dataset.txt",
            "[[ 3  4  5]",
            " [-1 10 11]",
            " [-1 16 17]]"),
        out.subList(1, out.size()));
  }

  @Test
  void ownEngine() throws IOException, InterruptedException {
    List<String> out =
        run(OwnEngine.class).out().stream()
            .map(line -> line.replaceAll("\\d+\\.\\d{3} ms", "TIME"))
            .toList();
    assertTrue(out.get(0).startsWith("engines: [cpu, log"), out.get(0));
    assertEquals(
        List.of(
            "DEBUG LogEngine - get data chunk [0, 0]: TIME",
            "DEBUG LogEngine - get data chunk [0, 1]: TIME",
            "INFO LogEngine - get data: TIME",
            "row 1: [ 6.  7.  8.  9. 10. 11.]"),
        out.subList(7, 11));
    assertEquals("sum: 276.0", out.get(out.size() - 1));
  }

  @Test
  void backends() throws IOException, InterruptedException {
    List<String> out =
        run(Backends.class, "--size=20", "--chunk=7", "--backends=hdf5,npy,ram,tape").out();
    assertEquals("float32 20³, chunks 7³; seconds", out.get(0));
    assertTrue(out.get(1).matches("backend  engine +create +check +rewrite +check +delete"));
    for (String backend : List.of("hdf5", "npy", "ram")) {
      for (String engine : List.of("cpu", "log", "threads")) {
        String row = "%-8s %-8s".formatted(backend, engine) + "( +\\d+\\.\\d{3}){5}";
        assertTrue(out.stream().anyMatch(line -> line.matches(row)), backend + " " + engine + out);
      }
    }
    String left = "tape     cpu       left out: No backend 'tape' on the class path";
    assertTrue(out.stream().anyMatch(line -> line.startsWith(left)), out.toString());
  }

  @Test
  void zarr() throws IOException, InterruptedException {
    String store = folder.resolve("store").toString();
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(store).connect();
        Pool pool = cluster.createPool("scans")) {
      DatasetSpec spec =
          DatasetSpec.of(DType.UINT16, 8, 8)
              .chunkSize(2, 4)
              .shardSize(4, 8)
              .dimensionNames("y", "x")
              .codecs(Codecs.parse("gzip:1"));
      Dataset first = pool.createDataset("tomo/first", spec);
      first.set(":4", 7);
      first.attributes().set("spacing", new double[] {0.5, 2});
      pool.createDataset(
          "plain", DatasetSpec.of(DType.INT8, 4).chunkSize(4), NDArray.of(new byte[] {1, 2, 3, 4}));
      pool.attributes().set("title", "a scan");
    }
    List<String> tree =
        List.of(
            "scans/",
            "  @title = a scan",
            "  plain  |i1 [4], chunks [4], stored/raw 1.000",
            "  tomo/",
            "    first  <u2 [8, 8], chunks [2, 4], shards [4, 8], axes [y, x], codecs gzip:1,"
                + " stored/raw N",
            "      @spacing = [0.5, 2.0]");
    for (String shown : List.of(store, store + "/scans")) {
      List<String> out =
          run(ZarrTree.class, shown).out().stream()
              .map(line -> line.contains("gzip") ? line.replaceAll("[0-9.]+$", "N") : line)
              .toList();
      assertEquals(tree, out);
    }
    String array = run(ZarrTree.class, store + "/scans/plain").out().get(0);
    assertEquals("plain  |i1 [4], chunks [4], stored/raw 1.000", array);
    Program missing = Program.run(folder, ZarrTree.class, store + "/nothing");
    assertEquals(1, missing.exitCode());
    assertTrue(missing.err().get(0).startsWith("zarr: There is no folder"), missing.err().get(0));
  }

  @Test
  void convolution() throws IOException, InterruptedException {
    List<String> out =
        run(Convolution.class, "--size=24", "--chunks=7,24", "--engine=threads").out();
    String title = "Gaussian, sigma 1.5, 11 taps, float32 24³, hdf5, threads, processes: 1";
    assertEquals(title, out.get(0));
    assertTrue(
        out.get(3).matches("7³ +(\\d+\\.\\d{3} +){4}\\de-0[12] +\\de-0[78] +\\de-0[78]"),
        out.get(3));
    assertTrue(out.get(4).matches("24³ +(\\d+\\.\\d{3} +){4}(\\de-0[78] *){3}"), out.get(4));
    Path results = folder.resolve("convolution");
    for (String picture : List.of("before", "after", "error-alone", "times")) {
      assertTrue(Files.size(results.resolve(picture + ".png")) > 0, picture);
    }
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(results.toString()).connect()) {
      Dataset seconds = cluster.getPool("times").getDataset("seconds");
      assertEquals(4, seconds.get("0").size());
      assertEquals(2, seconds.get(":, 0").size());
      Attributes notes = seconds.attributes();
      assertEquals(title, notes.get("title"));
      assertEquals(
          List.of("load", "alone", "halo", "passes"), List.of((String[]) notes.get("columns")));
    }
  }

  @Tag("native")
  @Test
  void pythonReadsTheTimesOfAConvolution() throws IOException, InterruptedException {
    run(Convolution.class, "--size=12", "--chunks=4,6,12", "--backend=ram");
    String script =
        """
        import h5py
        times = "convolution/times/seconds/"
        print(list(h5py.File(times + "dataset.h5").attrs["user.rows"]))
        seconds = h5py.File(times + "chunk_0_0.h5")["data"][...]
        print(seconds.shape, seconds.dtype, (seconds > 0).all())
        """;
    String python = System.getProperty("dosna.python", "/usr/bin/python3");
    Program read = Program.execute(folder, Path.of("/dev/null"), List.of(python, "-c", script));
    assertEquals(List.of("[4, 6, 12]", "(3, 4) float64 True"), read.out(), read.err().toString());
  }

  /** What the README promises; everything counts but comments, imports and blank lines. */
  @Test
  void ownBackendAndEngineAreShort() throws IOException {
    assertTrue(linesOfCode("npybackend") < 150);
    assertTrue(linesOfCode("logengine") < 100);
  }

  private static long linesOfCode(String folder) throws IOException {
    long lines = 0;
    File[] files = new File("src/main/java/org/dosna/examples", folder).listFiles();
    for (File file : files) {
      String code = Files.readString(file.toPath()).replaceAll("(?s)/\\*.*?\\*/", "");
      lines +=
          code.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("//"))
              .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
              .count();
    }
    return lines;
  }

  @Tag("native")
  @Test
  void convolutionOnRanks() throws IOException, InterruptedException {
    String[] arguments = {"--size=20", "--chunks=6,10", "--engine=mpi"};
    Program program = Program.onRanks(folder, Convolution.class.getName(), arguments);
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    List<String> out = program.out();
    assertTrue(out.get(0).endsWith(", hdf5, mpi, processes: 3"), out.get(0));
    assertTrue(out.get(4).startsWith("10³ "), out.get(4));
    assertEquals("pictures and times are in convolution", out.get(5));
    assertEquals(6, out.size());
  }

  /** Its folder is its own, so that several users may run it, and goes with it. */
  @Tag("native")
  @Test
  void mpiDemo() throws IOException, InterruptedException {
    List<String> before = foldersOfMpiDemo();
    Program program = Program.onRanks(folder, MpiDemo.class.getName(), "--length=24", "--chunk=8");
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    assertEquals(7, program.out().size(), program.out().toString());
    assertEquals(before, foldersOfMpiDemo());
  }

  private static List<String> foldersOfMpiDemo() {
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    return List.of(temporary.list((parent, name) -> name.startsWith("dosna-mpi-demo")));
  }

  /** Java's cache of the fonts that it has found is in its user's home. */
  @Test
  void convolutionWithoutFontsLeavesOnlyTheChartOut() throws IOException, InterruptedException {
    Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    List<String> command =
        List.of(
            "env",
            "FONTCONFIG_FILE=" + fonts,
            Program.tool("java"),
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Convolution.class.getName(),
            "--size=12",
            "--chunks=6",
            "--backend=ram");
    Program program = Program.execute(folder, Path.of("/dev/null"), command);
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    assertTrue(program.out().contains("times.png is left out: " + Charts.NO_FONTS));
    Path results = folder.resolve("convolution");
    assertFalse(Files.exists(results.resolve("times.png")));
    assertTrue(Files.exists(results.resolve("after.png")));
    assertTrue(Files.exists(results.resolve("times/seconds/dataset.h5")));
  }

  @Test
  void wrongUsageIsAnsweredInTwoLines() throws IOException, InterruptedException {
    assertRefused(2, Tutorial.class, "Unmatched argument at index 0: 'x'", "x");
    assertRefused(2, Backends.class, "--size and --chunk are above 0", "--chunk=0");
    assertRefused(2, Convolution.class, "--size, --chunks and --sigma", "--sigma=NaN");
    assertRefused(2, Convolution.class, "--size, --chunks and --sigma", "--sigma=1e9");
    assertRefused(2, MpiDemo.class, "--length, --chunk and --threads", "--length=0");
    assertRefused(2, MpiBench.class, "Unmatched argument at index 0: 'x'", "x");
    assertRefused(2, CephBench.class, "Missing required parameter: 'CONF'");
    assertRefused(2, Soak.class, "--minutes is above 0", "--minutes=-1");
    assertRefused(2, Soak.class, "--interrupts is 0 to 1000", "--interrupts=-1");
    assertRefused(2, Backends.class, "--backends is some of [", "--backends=foo");
    assertRefused(2, Backends.class, "--engines is some of [", "--engines=foo,bar");
    assertRefused(2, Bench.class, "PATTERN 'zzz' is found in no row", "--quick", "zzz");
    assertRefused(2, Bench.class, "Invalid value for positional parameter", "*");
  }

  @Test
  void failuresAreAnsweredInTwoLinesAtMost() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("file"));
    assertRefused(1, Convolution.class, "Cannot make the folder 'file'", "--size=9", "--out=file");
    String none = "Cannot make the folder '/proc/foo' for the results: There is no";
    assertRefused(1, Convolution.class, none, "--size=9", "--out=/proc/foo");
    assertRefused(1, Bench.class, "There is no file or folder '/proc/foo", "--folder=/proc/foo");
    assertRefused(1, CephBench.class, "There is no readable Ceph configuration", "nope.conf");
    // The programs of the tests have 256 MiB.
    assertRefused(1, Backends.class, "Out of memory: Java heap space", "--size=500");
  }

  private void assertRefused(int exitCode, Class<?> main, String problem, String... arguments)
      throws IOException, InterruptedException {
    Program program = Program.run(folder, main, arguments);
    List<String> err = program.err();
    String name = main.getAnnotation(Command.class).name();
    assertTrue(err.get(0).startsWith(name + ": " + problem), err.toString());
    assertTrue(err.size() <= 2, err.toString());
    assertEquals(exitCode, program.exitCode());
    assertEquals(List.of(), program.out());
  }

  @Test
  void convolutionLeavesNothingInTheCluster() throws IOException, InterruptedException {
    run(Convolution.class, "--size=9", "--chunks=4", "--backend=npy", "--sigma=0.7", "--out=o");
    assertTrue(Files.isDirectory(folder.resolve("o/cluster")));
    assertArrayEquals(new String[0], folder.resolve("o/cluster").toFile().list());
  }

  @Test
  void startBenchMeasuresWhatIsThere() throws IOException, InterruptedException {
    Program program =
        Program.run(folder, StartBench.class, "--rounds=1", "--python=no-such-python");
    assertEquals(
        List.of("java, nothing", "ram", "hdf5", "zarr", "hdf5, -XX", "dosna head"),
        program.out().stream().skip(1).map(line -> line.split("  |:")[0]).toList());
    assertTrue(program.err().toString().contains("no-such-python"), program.err().toString());
  }

  @Test
  void eachExampleHelps() throws IOException, InterruptedException {
    for (Class<?> main :
        List.of(
            Tutorial.class,
            OwnBackend.class,
            OwnEngine.class,
            Backends.class,
            Convolution.class,
            MpiDemo.class,
            MpiBench.class,
            CephBench.class,
            Soak.class,
            AllocBench.class,
            StartBench.class,
            Bench.class)) {
      Program program = run(main, "--help");
      assertTrue(program.out().get(0).startsWith("Usage: "), program.out().toString());
    }
  }

  /** The list in run.sh names classes; a wrong one would show only when it is run. */
  @Test
  void theListOfExamplesIsRight() throws IOException, ReflectiveOperationException {
    List<String> lines = Files.readAllLines(Path.of("run.sh"));
    int first = lines.indexOf("examples='") + 1;
    List<String> list =
        lines.subList(first, first + lines.subList(first, lines.size()).indexOf("'"));
    assertTrue(list.size() >= 7, list.toString());
    for (String line : list) {
      String name = line.split(" +")[1];
      String main = name.startsWith("org.") ? name : "org.dosna.examples." + name;
      Class.forName(main).getMethod("main", String[].class);
    }
  }
}
