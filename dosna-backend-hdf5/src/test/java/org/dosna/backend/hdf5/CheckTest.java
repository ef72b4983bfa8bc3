package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Finding;
import org.dosna.Finding.Kind;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of hdf5 finds that other backends have not. */
class CheckTest {
  @TempDir Path folder;

  private static List<Kind> kinds(List<Finding> found) {
    return found.stream().map(Finding::kind).sorted().toList();
  }

  @Test
  void whatCannotBeReadJustNowIsLeft() throws IOException {
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      NDArray elements = NDArray.arange(DType.INT32, 8);
      Dataset data = pool.createDataset("data", elements, 4);
      Path chunk = folder.resolve("pool/data/chunk_1.h5");
      Path elsewhere = folder.resolve("elsewhere");
      Files.move(chunk, elsewhere.resolveSibling("kept"));
      Files.createSymbolicLink(chunk, elsewhere);
      assertEquals(List.of(Kind.UNREADABLE), kinds(data.repair()));
      assertTrue(Files.exists(chunk, LinkOption.NOFOLLOW_LINKS));
      Files.move(elsewhere.resolveSibling("kept"), elsewhere);
      assertEquals(List.of(), data.check());
      assertEquals(elements, data.get());
    }
  }

  @Test
  void chunksOutsideTheShapeAreFoundAndDeleted() throws IOException {
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      Dataset data =
          pool.createDataset(
              "data",
              DatasetSpec.of(DType.INT32, 12).chunkSize(4),
              NDArray.arange(DType.INT32, 12));
      Path chunk = folder.resolve("pool/data/chunk_2.h5");
      byte[] bytes = Files.readAllBytes(chunk);
      data.resize(8);
      Files.write(chunk, bytes); // as a killed process leaves it
      assertEquals(List.of(Kind.OUTSIDE_SHAPE), kinds(cluster.check()));
      assertEquals(List.of(Kind.OUTSIDE_SHAPE), kinds(pool.repair()));
      assertEquals(List.of(), cluster.check());
      assertTrue(Files.notExists(chunk));
      assertEquals(NDArray.arange(DType.INT32, 8), data.get());
    }
  }
}
