package org.dosna.examples.npybackend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the folder is what the package says. */
class NpyFilesTest {
  @TempDir private Path folder;

  @Test
  void aChunkIsAnNpyFile() throws IOException {
    NDArray data = NDArray.arange(DType.INT16, 4, 6);
    try (Cluster cluster = Dosna.with("npy", "cpu").cluster(folder.toString()).connect()) {
      cluster.createPool("pool").createDataset("data", data, 4, 3);
    }
    Path dataset = folder.resolve("pool").resolve("data");
    assertEquals(data.get(":, 3:"), Npy.read(dataset.resolve("chunk.0.1.npy")));
    try (Stream<Path> files = Files.list(dataset)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("dataset.txt", "chunk.0.0.npy", "chunk.0.1.npy"), names);
    }
  }

  @Test
  void aChunkThatWasNeverWrittenIsAnEmptyFile() throws IOException {
    try (Cluster cluster = Dosna.with("npy", "cpu").cluster(folder.toString()).connect()) {
      DatasetSpec spec = DatasetSpec.of(DType.INT16, 4, 6).chunkSize(4, 3).fillValue(7);
      Dataset dataset = cluster.createPool("pool").createDataset("data", spec);
      DataChunk chunk = dataset.createChunk(0, 1);
      assertEquals(0, Files.size(folder.resolve("pool/data/chunk.0.1.npy")));
      assertEquals(NDArray.full(DType.INT16, 7, 4, 3), chunk.getData());
    }
  }

  @Test
  void aPoolWithForeignFilesIsNotDeleted() throws IOException {
    try (Cluster cluster = Dosna.with("npy", "cpu").cluster(folder.toString()).connect()) {
      cluster.createPool("pool").createDataset("data", NDArray.arange(DType.INT16, 4));
      Files.writeString(folder.resolve("pool/notes.txt"), "mine");
      DosnaException e = assertThrows(DosnaException.class, () -> cluster.deletePool("pool"));
      assertTrue(e.getMessage().contains("'notes.txt'; move it away"), e.getMessage());
      Files.delete(folder.resolve("pool/notes.txt"));
      cluster.deletePool("pool");
      assertEquals(List.of(), cluster.listPools());
      assertFalse(Files.exists(folder.resolve("pool")));
    }
  }

  @Test
  void aFileIsNoCluster() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Cluster cluster = Dosna.with("npy", "cpu").cluster(file.toString());
    DosnaException e = assertThrows(DosnaException.class, cluster::connect);
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }
}
