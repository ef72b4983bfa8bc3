package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 50, 20);

  @TempDir private Path folder;

  @BeforeEach
  void createStore() {
    try (Cluster cluster =
            Dosna.with("hdf5", "cpu").cluster(folder.resolve("data").toString()).connect();
        Pool pool = cluster.createPool("scans")) {
      pool.createDataset("entry/scan", DATA, 16, 16);
      pool.createDataset("dark", DATA.get(":3"));
    }
  }

  private Program run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cluster", "data", "--pool", "scans"));
    return Program.run(folder, Export.class, all.toArray(String[]::new));
  }

  private NDArray read(String file, String path) {
    try (Hdf5Source source = Hdf5Source.open(folder.resolve(file), path)) {
      NDArray all = NDArray.zeros(source.dtype().nativeOrder(), source.shape());
      source.read(new long[all.ndim()], all);
      return all;
    }
  }

  @Test
  void writesADatasetIntoAnHdf5File() throws IOException, InterruptedException {
    Program program =
        run("out.h5:/a/b", "--dataset", "entry/scan", "--deflate", "4", "--engine", "threads");
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    assertEquals(DATA, read("out.h5", "/a/b"));
    assertEquals(
        List.of("shuffle", "deflate", "fletcher32"),
        Hdf5Source.list(folder.resolve("out.h5")).get(0).filters());
  }

  @Test
  void writesAPoolIntoAnHdf5File() throws IOException, InterruptedException {
    assertEquals(0, run("all.h5", "--engine", "threads").exitCode());
    assertEquals(DATA, read("all.h5", "/entry/scan"));
    assertEquals(DATA.get(":3"), read("all.h5", "/dark"));
  }

  @Test
  void writesAnNpyFile() throws IOException, InterruptedException {
    assertEquals(0, run("out.npy", "--dataset", "entry/scan").exitCode());
    assertEquals(DATA, Npy.read(folder.resolve("out.npy")));
  }

  @Test
  void saysWhatIsWrong() throws IOException, InterruptedException {
    assertFailure(2, "--dataset", "out.npy");
    assertFailure(2, "--dataset", "out.h5:/x");
    assertFailure(2, "0 to 9, not 11", "out.h5", "--deflate", "11");
    assertFailure(1, "'none' not found", "out.h5", "--dataset", "none");
    assertFalse(Files.exists(folder.resolve("out.h5")));
    Files.writeString(folder.resolve("out.h5"), "mine");
    Files.writeString(folder.resolve("out.npy"), "mine");
    assertFailure(1, "exists already", "out.h5");
    assertFailure(1, "exists already", "out.npy", "--dataset", "dark");
    assertEquals("mine", Files.readString(folder.resolve("out.h5")));
    assertEquals(0, run("out.npy", "--dataset", "dark", "--replace").exitCode());
    assertEquals(0, run("out.h5", "--replace").exitCode());
  }

  @Test
  void aMisspeltClusterIsNotMade() throws IOException, InterruptedException {
    Program program = Program.run(folder, Export.class, "out.h5", "--cluster", "dat");
    assertEquals(1, program.exitCode());
    assertEquals(1, program.err().size(), program.err().toString());
    assertTrue(program.err().get(0).contains("dat"), program.err().get(0));
    assertFalse(Files.exists(folder.resolve("dat")));
  }

  private void assertFailure(int exitCode, String message, String... arguments)
      throws IOException, InterruptedException {
    Program program = run(arguments);
    assertEquals(exitCode, program.exitCode());
    assertTrue(String.join("\n", program.err()).contains(message), () -> program.err().toString());
  }
}
