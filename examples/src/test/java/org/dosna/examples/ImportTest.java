package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 10, 20, 30);

  @TempDir private Path folder;

  @BeforeEach
  void writeFile() {
    Npy.write(folder.resolve("scan.npy"), DATA);
  }

  private Program run(String... arguments) throws IOException, InterruptedException {
    return Program.run(folder, Import.class, arguments);
  }

  private Dataset dataset(Cluster cluster, String pool, String name) {
    return cluster.connect().getPool(pool).getDataset(name);
  }

  private Cluster cluster(String name) {
    return Dosna.with("hdf5", "cpu").cluster(folder.resolve(name).toString());
  }

  @Test
  void loadsAnNpyFile() throws IOException, InterruptedException {
    Program program =
        run(
            "scan.npy",
            "--backend",
            "hdf5",
            "--cluster",
            "data",
            "--pool",
            "beamline",
            "--dataset",
            "first",
            "--chunks",
            "4,8,16",
            "--engine",
            "cpu");
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    assertEquals(3, program.out().size());
    assertEquals(
        List.of(
            "Hdf5Dataset first int32 [10, 20, 30], chunks [4, 8, 16], grid [3, 3, 2]",
            "[5, 10, :10] = [3300 3301 3302 3303 3304 3305 3306 3307 3308 3309]"),
        program.out().subList(0, 2));
    assertTrue(program.out().get(2).matches("0\\.0 MiB in \\d+\\.\\d\\d s, \\d+ MiB/s"));
    try (Cluster cluster = cluster("data")) {
      assertEquals(DATA, dataset(cluster, "beamline", "first").get());
    }
  }

  @Test
  void choosesWhatIsLeftOut() throws IOException, InterruptedException {
    Program program = run("scan.npy");
    assertEquals(0, program.exitCode());
    try (Cluster cluster = cluster("dosna")) {
      assertEquals(DATA, dataset(cluster, "imported", "scan").get());
    }
  }

  /** The file was written by h5py: float32 arange(24) of shape 2, 3, 4, chunked and compressed. */
  @Test
  void loadsADatasetOfAnHdf5File() throws IOException, InterruptedException {
    try (InputStream file = ImportTest.class.getResourceAsStream("scan.h5")) {
      Files.copy(file, folder.resolve("scan.h5"));
    }
    Program program = run("scan.h5:/entry/data", "--backend", "npy", "--cluster", "data");
    assertEquals(List.of(), program.err());
    assertEquals(
        "NpyDataset scan float32 [2, 3, 4], chunks [2, 3, 4], grid [1, 1, 1]",
        program.out().get(0));
    NDArray stored = Npy.read(folder.resolve("data/imported/scan/chunk.0.0.0.npy"));
    assertEquals(NDArray.arange(DType.FLOAT32, 2, 3, 4), stored);
  }

  @Test
  void listsWhatAnHdf5FileHas() throws IOException, InterruptedException {
    try (InputStream file = ImportTest.class.getResourceAsStream("scan.h5")) {
      Files.copy(file, folder.resolve("scan.h5"));
    }
    Program program = run("scan.h5");
    assertEquals(List.of(), program.err());
    assertEquals(0, program.exitCode());
    assertTrue(program.out().get(0).startsWith("/entry/data  float32 [2, 3, 4], chunks ["));
    assertEquals("Choose one of 1: import scan.h5:/PATH", program.out().get(1));
    Files.copy(folder.resolve("scan.npy"), folder.resolve("scan.hdf"));
    assertFailure("scan.hdf cannot be read as an HDF5 file", "scan.hdf");
  }

  @Test
  void aSingleNumberIsOneAxis() throws IOException, InterruptedException {
    Npy.write(folder.resolve("number.npy"), NDArray.full(DType.FLOAT64, 2.5));
    Program program = run("number.npy");
    assertEquals(List.of(), program.err());
    assertEquals("A single number: one axis of length 1", program.out().get(0));
    try (Cluster cluster = cluster("dosna")) {
      assertEquals(
          NDArray.full(DType.FLOAT64, 2.5, 1), dataset(cluster, "imported", "number").get());
    }
  }

  @Test
  void refusesWrongUsage() throws IOException, InterruptedException {
    assertWrongUsage("Missing required parameter: 'FILE'");
    assertWrongUsage("Unknown option: '--quick'", "scan.npy", "--quick");
    assertWrongUsage(
        "Invalid value for option '--chunks' (N): 'x' is not an int", "scan.npy", "--chunks=4,x,4");
    assertWrongUsage(
        "No backend 'tape' on the class path (found: ceph, hdf5, npy, ram, zarr);",
        "scan.npy",
        "--backend=tape");
    assertWrongUsage("--chunks has values of 1 or more, not [8, -8]", "scan.npy", "--chunks=8,-8");
    assertWrongUsage("The backend 'ram' keeps data as long as", "scan.npy", "--backend=ram");
    assertFalse(Files.exists(folder.resolve("dosna")));
  }

  private void assertWrongUsage(String message, String... arguments)
      throws IOException, InterruptedException {
    Program program = run(arguments);
    assertEquals(2, program.exitCode());
    assertEquals(List.of(), program.out());
    assertTrue(program.err().get(0).startsWith("import: " + message), program.err().get(0));
    assertEquals(List.of("The option --help says what there is."), program.err().subList(1, 2));
    assertEquals(2, program.err().size());
  }

  @Test
  void saysInOneLineWhatFailed() throws IOException, InterruptedException {
    assertFailure("Cannot read 'missing.npy': there is no such file", "missing.npy");
    assertFailure("A chunk size has one value per axis: 3", "scan.npy", "--chunks=4,4");
    assertEquals(0, run("scan.npy").exitCode());
    assertFailure("Dataset 'scan' exists already in pool 'imported'", "scan.npy");
    Files.write(folder.resolve("text.npy"), new byte[100]);
    assertFailure("'text.npy'", "text.npy");
  }

  private void assertFailure(String message, String... arguments)
      throws IOException, InterruptedException {
    Program program = run(arguments);
    assertEquals(1, program.exitCode());
    assertEquals(List.of(), program.out());
    assertEquals(1, program.err().size(), program.err().toString());
    assertTrue(program.err().get(0).contains(message), program.err().get(0));
  }

  @Test
  void helps() throws IOException, InterruptedException {
    Program program = run("--help");
    assertEquals(0, program.exitCode());
    assertTrue(program.out().get(0).startsWith("Usage: import "));
  }
}
