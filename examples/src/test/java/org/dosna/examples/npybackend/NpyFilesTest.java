package org.dosna.examples.npybackend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
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
    assertEquals(data.get(":, 3:"), Npy.read(dataset.resolve("0.1.npy")));
    try (Stream<Path> files = Files.list(dataset)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("dataset.txt", "0.0.npy", "0.1.npy"), names);
    }
  }
}
