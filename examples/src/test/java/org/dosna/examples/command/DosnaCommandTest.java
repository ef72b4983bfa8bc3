package org.dosna.examples.command;

import static org.dosna.examples.command.Run.dosna;
import static org.dosna.examples.command.Run.ok;
import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dosna.CancelledException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Job;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.Progress;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DosnaCommandTest {
  private static final NDArray DATA = NDArray.arange(DType.INT16, 4, 5, 6);

  @TempDir private Path folder;

  private String store;
  private String scan;

  @BeforeEach
  void createStore() {
    store = "hdf5:" + folder.resolve("my däta");
    scan = store + "#p q/entry/scan 1";
    try (Cluster cluster = cluster();
        Pool pool = cluster.createPool("p q")) {
      DatasetSpec spec = DatasetSpec.of(DType.INT16, 4, 5, 6).chunkSize(2, 3, 6);
      pool.createDataset("entry/scan 1", spec, DATA).attributes().set("unit", "µm");
      pool.createDataset("huge", DatasetSpec.of(DType.FLOAT32, 100_000, 100_000));
    }
  }

  private Cluster cluster() {
    return Dosna.with("hdf5", "cpu").cluster(folder.resolve("my däta").toString()).connect();
  }

  private <T> T look(String path, Function<Dataset, T> look) {
    try (Cluster cluster = cluster();
        Pool pool = cluster.getPool("p q")) {
      return look.apply(pool.getDataset(path));
    }
  }

  private NDArray get(String path) {
    return look(path, Dataset::get);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void listsWhatIsThere() {
    assertEquals(List.of("p q/"), ok("ls", store));
    assertEquals(List.of("entry/", "huge"), ok("ls", store + "#p q"));
    assertEquals(
        List.of("p q/", "p q/entry/", "p q/entry/scan 1", "p q/huge"), ok("ls", "-r", store));
    assertEquals(
        List.of("scan 1  int16 [4, 5, 6], chunks [2, 3, 6], grid [2, 2, 1]"),
        ok("ls", "-l", store + "#p%20q/entry"));
    assertEquals(
        List.of(
            "[{\"name\": \"scan 1\", \"kind\": \"dataset\", \"dtype\": \"int16\","
                + " \"shape\": [4, 5, 6], \"chunks\": [2, 3, 6], \"codecs\": \"\"}]"),
        ok("ls", "--json", store + "#p q/entry"));
  }

  @Test
  void aDamagedDatasetHidesNoOther() throws IOException {
    Files.write(folder.resolve("my däta/p q/huge/dataset.h5"), new byte[10]);
    Run run = dosna("ls", "-l", store + "#p q");
    assertEquals(1, run.exitCode());
    assertEquals(2, run.out().size());
    assertTrue(run.out().get(1).startsWith("huge  "), run.toString());
  }

  @Test
  void saysWhatADatasetIs() {
    List<String> out = ok("info", scan);
    assertTrue(out.contains("shape: [4, 5, 6]"), out.toString());
    assertTrue(out.contains("storedChunks: 4"), out.toString());
    assertTrue(out.contains("codecs: none"), out.toString());
    assertTrue(out.contains("attributes: {\"unit\": \"µm\"}"), out.toString());
    String json = ok("info", "--json", store + "#p q/huge").get(0);
    assertTrue(json.contains("\"bytes\": 40000000000, "), json);
    assertTrue(json.contains("\"storedChunks\": 0, "), json);
    assertTrue(ok("info", store + "#p q").contains("datasets: 2"));
  }

  @Test
  void printsElements() {
    assertEquals(List.of("30 32 34", "36 38 40"), ok("cat", scan, "1, :2, ::2"));
    assertEquals(20, ok("cat", scan).size());
    assertEquals(List.of("119"), ok("cat", scan, "-1, -1, -1"));
    assertEquals(List.of("[[0 1]", " [6 7]]"), ok("head", "-n", "2", scan));
    assertEquals(6, ok("head", store + "#p q/huge").size());
  }

  @Test
  void readsLargeArraysInParts() {
    Npy.write(folder.resolve("large.npy"), NDArray.arange(DType.INT32, 3, 1000, 1200));
    String large = store + "#p q/large";
    ok("import", file("large.npy"), large, "--chunks", "2,300,300");
    ok("export", large, file("large.raw"));
    ok("import", file("large.raw"), large + "2", "--dtype", "i4", "--shape", "3,1000,1200");
    assertEquals(Npy.read(folder.resolve("large.npy")), get("large2"));
  }

  @Test
  void drawsAHistogram() {
    List<String> out = ok("stats", scan, "--bins", "2", "--jobs", "2");
    assertEquals(List.of("count 120", "min   0", "max   119", "mean  59.5"), out.subList(0, 4));
    assertTrue(out.get(5).matches(" *0\\.0+ +60 #{40}"), out.get(5));
    String json = ok("stats", "--json", "--bins", "2", scan, "0, 0").get(0);
    assertTrue(
        json.startsWith("{\"count\": 6, \"min\": 0, \"max\": 5, \"mean\": 2.5, \"std\": 1.7"),
        json);
    assertTrue(json.endsWith("\"edges\": [0.0, 5.0], \"histogram\": [3, 3]}"), json);
    assertEquals(List.of("count 0"), ok("stats", scan, "4:"));
  }

  @Test
  void statisticsLeaveNanOutAndStandInfinity() {
    String floats = store + "#p q/floats";
    ok("create", floats, "--dtype", "f8", "--shape", "4", "--fill", "nan");
    assertTrue(ok("stats", floats).contains("min   NaN"));
    ok("set", floats, "1:3", "2");
    assertTrue(ok("stats", floats).contains("mean  2.0"));
    ok("set", floats, "0", "-inf");
    assertTrue(ok("stats", floats).contains("min   -Infinity"));
    assertTrue(ok("stats", "--json", floats).get(0).contains("\"min\": \"-Infinity\""));
  }

  @Test
  void importsFiles() throws IOException {
    Npy.write(folder.resolve("ä b.npy"), DATA);
    assertEquals(
        List.of(
            "Hdf5Dataset n int16 [4, 5, 6], chunks [1, 5, 6], grid [4, 1, 1], codecs shuffle,"
                + " gzip:1"),
        ok(
            "import",
            file("ä b.npy"),
            store + "#new/n",
            "--chunks=1,5,6",
            "--codecs=shuffle,gzip:1"));
    ok("import", file("ä b.npy"), store + "#p q");
    assertEquals(DATA, get("ä b"));
    Files.copy(
        getClass().getResourceAsStream("/org/dosna/examples/scan.h5"), folder.resolve("s.h5"));
    ok("import", file("s.h5:/entry/data"), store + "#p q/a/h");
    assertEquals(NDArray.arange(DType.FLOAT32, 2, 3, 4), get("a/h"));
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.BIG_ENDIAN);
    for (short i = 0; i < 6; i++) {
      bytes.putShort(i);
    }
    Files.write(folder.resolve("x.raw"), bytes.array());
    ok("import", file("x.raw"), store + "#p q/raw", "--dtype", ">i2", "--shape", "2,3");
    assertEquals(NDArray.arange(DType.INT16, 2, 3), get("raw"));
    refused(1, "has 12 bytes", "import", file("x.raw"), scan + "r", "--dtype=i2", "--shape=2,4");
  }

  @Test
  void exportsFiles() throws IOException {
    ok("export", scan, file("x.npy"));
    assertEquals(DATA, Npy.read(folder.resolve("x.npy")));
    ok("export", scan, file("part.h5:/a/b"), "1, ::2", "--deflate", "4");
    assertEquals(
        List.of("b  int16 [3, 6], chunks [3, 6], grid [1, 1]"), ok("ls", "-l", file("part.h5:/a")));
    assertEquals(List.of("30 31", "42 43", "54 55"), ok("cat", file("part.h5:/a/b"), ":, :2"));
    ok("export", store + "#p q/entry", file("all.h5"));
    assertEquals(List.of("scan 1"), ok("ls", file("all.h5")));
    ok("export", scan, file("x.raw"), "0, 0, :3");
    assertArrayEquals(new byte[] {0, 0, 1, 0, 2, 0}, Files.readAllBytes(folder.resolve("x.raw")));
    for (String target : List.of("x.npy", "x.raw", "all.h5")) {
      refused(1, "exists already", "export", scan, file(target));
      ok("export", scan, file(target), "--replace");
    }
    refused(2, "cannot be written", "export", scan, file("x.npy:/a"));
    refused(2, "as a whole", "export", store + "#p q/entry", file("y.h5"), "1");
    refused(1, "is no dataset", "export", store + "#p q", file("y.npy"));
  }

  @Test
  void copiesAnythingToAnyBackend() {
    String other = "npy:" + folder.resolve("other");
    refused(1, "has no attributes", "copy", scan, other + "#q/s");
    ok("attr", "rm", scan, "unit");
    ok("copy", scan, other + "#q/s", "--jobs", "2");
    ok("attr", "set", scan, "unit", "µm");
    assertEquals(ok("cat", scan), ok("cat", other + "#q/s"));
    ok("copy", other + "#q/s", store + "#p q/back", "--chunks", "4,4,4", "--codecs", "zstd:1");
    assertEquals(DATA, get("back"));
    assertEquals("zstd:1", look("back", d -> d.spec().codecs().toString()));
    String zarr = "zarr:" + folder.resolve("zärr");
    ok("copy", scan, zarr + "#q/s", "--codecs", "zstd:1");
    assertEquals(ok("cat", scan), ok("cat", zarr + "#q/s"));
    ok("copy", scan, store + "#new");
    assertEquals(List.of("scan 1"), ok("ls", store + "#new"));
    ok("copy", store + "#p q/entry", store + "#new/e");
    assertEquals("µm", ok("attr", "get", store + "#new/e/scan 1", "unit").get(0));
    refused(1, "exists already", "copy", scan, store + "#new");
  }

  @Test
  void whatWasBrokenOffGoesOn() {
    try (Cluster cluster = cluster();
        Pool pool = cluster.getPool("p q");
        Pool archive = cluster.createPool("archive")) {
      Dataset source = pool.getDataset("entry/scan 1");
      Supplier<Dataset> copy = () -> Job.resume("nightly", () -> source.copy(archive, "scan"));
      assertThrows(CancelledException.class, () -> Progress.report(Progress::cancel, copy::get));
    }
    String target = store + "#archive/scan";
    refused(1, "exists already", "copy", scan, target);
    refused(1, "is work of 'nightly: copy", "copy", scan, target, "--resume", "another");
    for (int run = 0; run < 2; run++) {
      ok("copy", scan, target, "--resume", "nightly");
      assertEquals(List.of("scan"), ok("ls", store + "#archive"));
      assertEquals(ok("cat", scan), ok("cat", target));
    }
    Npy.write(folder.resolve("x.npy"), DATA);
    for (int run = 0; run < 2; run++) {
      ok("copy", store + "#p q/entry", store + "#archive/all", "--resume", "nightly");
      assertEquals(ok("cat", scan), ok("cat", store + "#archive/all/scan 1"));
      ok("import", file("x.npy"), store + "#archive", "--resume", "nightly");
      assertEquals(List.of("all/", "scan", "x"), ok("ls", store + "#archive"));
    }
  }

  @Tag("native")
  @Test
  void copiesIntoCephAndBack() throws Exception {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, MiniCeph.Store.MEMSTORE)) {
      String pool = "ceph:" + ceph.dir().resolve("ceph.conf") + "?timeout=20#scans";
      ok("copy", scan, pool + "/a/b", "--jobs", "2", "--codecs", "zstd:3");
      assertEquals(List.of("a/", "a/b"), ok("ls", "-r", pool));
      assertEquals(ok("cat", scan), ok("cat", pool + "/a/b"));
      ok("copy", pool + "/a/b", store + "#p q/back");
      assertEquals(DATA, get("back"));
      ok("rm", "-r", pool);
    }
  }

  @Test
  void whatCannotBeOpenedIsLeftOutOfACopy() throws IOException {
    Files.write(folder.resolve("my däta/p q/huge/dataset.h5"), new byte[10]);
    Run run = dosna("copy", store + "#p q", store + "#new");
    assertEquals(1, run.exitCode());
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("left out: ")), run.toString());
    assertEquals(List.of("entry/", "entry/scan 1"), ok("ls", "-r", store + "#new"));
  }

  @Test
  void aCopyOfAHugeDatasetCostsWhatIsStored() {
    String huge = store + "#p q/huge";
    ok("set", huge, "50000, 7", "1");
    ok("copy", huge, store + "#p q/copy", "--codecs", "zstd:1");
    assertEquals(1, look("copy", Dataset::countStoredChunks));
  }

  @Test
  void assignsAsNumpyDoes() {
    ok("set", scan, "0, ::2", "-7");
    assertEquals(NDArray.full(DType.INT16, -7, 3, 6), look("entry/scan 1", d -> d.get("0, ::2")));
    Npy.write(folder.resolve("row.npy"), NDArray.arange(DType.INT16, 6));
    ok("set", scan, "1", "--from", file("row.npy"));
    assertEquals(NDArray.arange(DType.INT16, 6), look("entry/scan 1", d -> d.get("1, 4")));
    refused(1, "shape", "set", scan, "1, :, :5", "--from", file("row.npy"));
    refused(2, "either VALUE or --from", "set", scan, "1");
    refused(2, "VALUE is a number, not 'x'", "set", scan, "1", "x");
  }

  @Test
  void makesRenamesAndDeletes() {
    assertEquals(
        List.of("Hdf5Dataset a/b uint8 [3, 0], chunks [2, 1], grid [2, 0], codecs gzip:1"),
        ok(
            "create",
            store + "#p q/a/b",
            "--dtype=u1",
            "--shape=3,0",
            "--chunks=2,1",
            "--codecs=gzip:1"));
    ok("create", store + "#p q/g");
    ok("create", store + "#empty");
    ok("rename", store + "#p q/a", "g/c d");
    assertEquals(List.of("c d/", "c d/b"), ok("ls", "-r", store + "#p q/g"));
    ok("rm", store + "#p q/g/c d/b");
    refused(2, "-r deletes it", "rm", store + "#p q/g");
    ok("rm", "-r", store + "#p q/g");
    refused(2, "-r deletes it", "rm", store + "#empty");
    ok("rm", "-r", store + "#empty");
    assertEquals(List.of("p q/"), ok("ls", store));
    refused(1, "not found", "rm", store + "#p q/none");
    refused(2, "is a cluster", "rm", "-r", store);
  }

  @Test
  void keepsAttributes() {
    ok("attr", "set", scan, "n", "7");
    ok("attr", "set", scan, "origin", "0", "0", "2.5");
    ok("attr", "set", scan, "sample", "007", "--text");
    ok("attr", "set", scan, "flags", "true", "false");
    ok("attr", "set", scan, "bell", "a\u0007b");
    assertEquals(
        List.of(
            "{\"bell\": \"a\\u0007b\", \"flags\": [true, false], \"n\": 7,"
                + " \"origin\": [0.0, 0.0, 2.5], \"sample\": \"007\", \"unit\": \"µm\"}"),
        ok("attr", "get", scan));
    ok("attr", "rm", scan, "n");
    refused(1, "has no attribute 'n'", "attr", "get", scan, "n");
    refused(1, "There is no attribute 'n'", "attr", "rm", scan, "n");
    refused(2, "Missing a command", "attr");
    ok("attr", "set", store + "#p q", "beamline", "I13");
    assertEquals(List.of("I13"), ok("attr", "get", store + "#p q", "beamline"));
  }

  @Test
  void findsAndMendsDamage() throws IOException {
    assertEquals(List.of(), ok("check", store));
    Files.write(folder.resolve("my däta/p q/entry/scan 1/chunk_0_0_0.h5"), new byte[10]);
    for (String where : List.of(store, store + "#p q", store + "#p q/entry", scan)) {
      Run found = dosna("check", where);
      assertEquals(1, found.exitCode(), found.toString());
      assertTrue(found.out().get(0).startsWith("DAMAGED_CHUNK chunk [0, 0, 0]"), found.toString());
    }
    String json = dosna("check", "--json", scan).out().get(0);
    assertTrue(json.startsWith("[{\"kind\": \"DAMAGED_CHUNK\", \"where\": \"chunk ["), json);
    assertTrue(ok("repair", scan).get(0).contains("set aside"));
    assertEquals(List.of("0 0"), ok("cat", scan, "1, 1, :2"));
  }

  @Test
  void refusesWrongUsage() {
    refused(2, "Missing a command");
    refused(2, "'list'", "list");
    refused(2, "names no pool", "ls", store + "#");
    refused(2, "No backend 'tape'", "ls", "tape:/data");
    refused(2, "'fsinc'", "ls", store + "?fsinc=true");
    refused(2, "No engine 'x'", "cat", scan, "--engine", "x");
    refused(2, "Cannot read 'x'", "cat", scan, "x");
    refused(2, "Cannot read '--quick'", "cat", scan, "--quick");
    refused(2, "Unknown option: '--quick'", "ls", scan, "--quick");
    refused(2, "--bins is 1 or more", "stats", scan, "--bins", "0");
    refused(2, "-n is 1 or more", "head", scan, "-n", "0");
    refused(2, "--chunks has values of 1 or more", "copy", scan, scan + "x", "--chunks=0,1,1");
    refused(2, "No codec 'zip'", "copy", scan, scan + "x", "--codecs=zip");
    refused(2, "keeps data as long as", "copy", scan, "ram:x#p");
    refused(2, "names no pool", "copy", scan, store);
    refused(2, "belong together", "create", scan, "--dtype", "u1");
    refused(2, "is no file", "import", scan, scan + "x");
    refused(2, "files are only read", "rm", "-r", file("x.npy"));
    refused(2, "files are only read", "copy", scan, file("x.h5:/a"));
  }

  @Test
  void saysInOneLineWhatFailed() throws IOException {
    for (String backend : List.of("hdf5", "zarr")) {
      assertEquals(1, dosna("ls", backend + ":" + folder.resolve("none")).exitCode());
      assertFalse(Files.exists(folder.resolve("none")), backend);
    }
    refused(1, "not found", "ls", store + "#none");
    refused(1, "not found", "info", store + "#p q/none");
    refused(1, "is no dataset", "cat", store + "#p q");
    refused(1, "is a cluster", "cat", store);
    refused(1, "there is no such file", "ls", file("none.h5"));
    refused(1, "is no file", "ls", folder.toString());
    Files.write(folder.resolve("broken.h5"), new byte[100]);
    Files.createFile(folder.resolve("empty.npy"));
    refused(1, "broken.h5", "ls", file("broken.h5"));
    refused(1, "empty.npy", "cat", file("empty.npy"));
    refused(1, "out of range", "cat", scan, "9");
    refused(1, "There is no file", "import", file("no.raw"), scan + "x", "--dtype=u1", "--shape=1");
  }

  @Test
  void eachCommandHelpsWithExamples() {
    assertHelps(DosnaCommand.line(), 20);
    assertTrue(
        ok("--help").contains("An ADDRESS is BACKEND:CLUSTER?OPTION=VALUE#POOL/PATH, or a file:"));
  }

  private static void assertHelps(CommandLine line, int commands) {
    assertEquals(commands, line.getSubcommands().size() + 1);
    for (CommandLine command : line.getSubcommands().values()) {
      String name = command.getCommandSpec().qualifiedName();
      String[] words = (name + " --help").substring("dosna ".length()).split(" ");
      String help = String.join("\n", ok(words));
      assertTrue(help.startsWith("Usage: " + name + " "), help);
      assertTrue(help.contains("Example"), help);
      assertTrue(
          Arrays.stream(help.split("\n"))
              .anyMatch(l -> l.contains("  " + name) || l.contains("(" + name)),
          help);
      if (!command.getSubcommands().isEmpty()) {
        assertHelps(command, 4);
      }
    }
  }

  @Test
  void completesCommands() {
    String text = String.join("\n", ok("completion"));
    assertTrue(text.contains("complete -F _complete_dosna"), "no completion");
    assertTrue(text.contains("--engine-option"), "no options");
  }
}
