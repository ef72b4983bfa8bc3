package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.dosna.AlreadyExistsException;
import org.dosna.Block;
import org.dosna.ClosedException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Copies into other pools, clusters and chunks. */
abstract class CopyContract extends StoreContract {
  private Dataset createSparse() {
    DatasetSpec spec = DatasetSpec.of(DType.of(">i4"), 20, 30).chunkSize(3, 4).fillValue(-1);
    Dataset data = pool.createDataset("data", spec);
    data.set("2:8, 5:9", NDArray.arange(DType.INT32, 6, 4));
    data.set("19, 29", 7);
    return data;
  }

  private static void assertCopied(Dataset expected, Dataset copy, int... chunkSize) {
    assertEquals(expected.dtype(), copy.dtype());
    assertArrayEquals(expected.shape(), copy.shape());
    assertEquals(expected.fillValue(), copy.fillValue());
    assertArrayEquals(chunkSize, copy.chunkSize());
    assertEquals(expected.get(), copy.get());
  }

  @Test
  void intoAnotherPool() {
    Dataset data = createSparse();
    Pool other = cluster.createPool("other");
    Dataset copy = data.copy(other, "data");
    assertCopied(data, copy, 3, 4);
    assertEquals(data.countStoredChunks(), copy.countStoredChunks());
    Dataset reopened = connect().getPool("other").getDataset("data");
    assertCopied(data, reopened, 3, 4);
    copy.set("...", 0);
    assertEquals(7, reopen("data").get("19, 29").getLong());
  }

  @Test
  void intoAnotherCluster() {
    Dataset data = createSparse();
    StoreFixture otherStore = newStore();
    try (Cluster other = otherStore.newCluster().connect()) {
      Dataset copy = data.copy(other.createPool("elsewhere"), "copy", 8, 8);
      assertCopied(data, copy, 8, 8);
      Dataset back = copy.copy(pool, "back", 3, 4);
      assertCopied(data, back, 3, 4);
    } finally {
      otherStore.destroy();
    }
    assertCopied(data, reopen("back"), 3, 4);
  }

  @Test
  void intoOtherChunksOfWhichOnlyThoseNeededAreMade() {
    Dataset data = createSparse();
    NDArray elements = data.get();
    int[][] sizes = {{1, 1}, {2, 3}, {7, 5}, {20, 30}, {64, 1}, {3, 5}, {4, 4}};
    for (int[] size : sizes) {
      Dataset copy = data.copy(pool, "copy" + size[0] + "x" + size[1], size);
      assertCopied(data, copy, size);
      long needed = 0;
      for (Block block : copy.blocks()) {
        NDArray fill = NDArray.full(DType.INT32, -1, block.region().shape());
        needed += block.data().equals(fill) ? 0 : 1;
      }
      assertEquals(needed, copy.countStoredChunks());
    }
    assertEquals(elements, reopen("data").get());
  }

  @Test
  void randomCases() {
    Cases cases = new Cases(11);
    for (int i = 0; i < Effort.times(20); i++) {
      long[] shape = cases.shape();
      Dataset data = createInts("data" + i, shape, cases.chunkSize(shape));
      data.set(cases.slices(shape), 5);
      int[] size = cases.chunkSize(shape);
      assertCopied(data, data.copy(pool, "copy" + i, size), size);
    }
  }

  @Test
  void attributesAreCopied() {
    Dataset data = createSparse();
    if (store.capabilities().contains(Capability.ATTRIBUTES)) {
      data.attributes().set("unit", "mm");
      data.attributes().set("offsets", new double[] {0.5, -1});
    }
    Pool other = cluster.createPool("other");
    Dataset copy = data.copy(other, "copy", 5, 5);
    assertEquals(data.attributes().list(), copy.attributes().list());
    for (String name : data.attributes().list()) {
      Object value = copy.attributes().get(name);
      if (value instanceof double[] numbers) {
        assertArrayEquals(new double[] {0.5, -1}, numbers);
      } else {
        assertEquals("mm", value);
      }
    }
  }

  @Test
  void hugeDatasetsAreCopiedAsFarAsTheyAreStored() {
    if (store.capabilities().contains(Capability.CHUNK_LISTING)) {
      DatasetSpec spec =
          DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000).chunkSize(10, 10, 10);
      Dataset huge = pool.createDataset("huge", spec);
      huge.set("49995:50005, 49995:50005, 49995:50005", 1);
      Dataset copy = huge.copy(pool, "copy", 20, 10, 5);
      assertEquals(
          NDArray.full(DType.INT16, 1, 10, 10, 10),
          copy.get("49995:50005, 49995:50005, 49995:50005"));
      // 49995 to 50004 lies in 2 chunks of 20, 2 of 10 and 2 of 5.
      assertEquals(8, copy.countStoredChunks());
      copy.clear();
      assertEquals(0, reopen("copy").countStoredChunks());
    }
  }

  @Test
  void whatCannotBeCopiedLeavesNothing() {
    Dataset data = createSparse();
    data.copy("taken");
    assertRefused(AlreadyExistsException.class, () -> data.copy("taken"), "'taken'");
    assertRefused(DosnaException.class, () -> data.copy(pool, "copy", 3), "[3]");
    assertRefused(DosnaException.class, () -> data.copy(pool, "copy", 3, 0), "[3, 0]");
    Pool readOnly = connect().getPool(POOL, OpenMode.READ_ONLY);
    assertRefused(DosnaException.class, () -> data.copy(readOnly, "copy"), "READ_ONLY");
    Pool gone = connect().getPool(POOL);
    createInts("empty", shape(4), 2);
    Dataset closed = gone.getDataset("data");
    Dataset closedAndEmpty = gone.getDataset("empty");
    gone.close();
    assertRefused(ClosedException.class, () -> closed.copy(pool, "copy"), "closed");
    assertRefused(ClosedException.class, () -> closedAndEmpty.copy(pool, "copy"), "closed");
    assertRefused(ClosedException.class, () -> data.copy(gone, "copy"), "closed");
    assertFalse(pool.hasDataset("copy"));
    assertEquals(List.of("data", "empty", "taken"), connect().getPool(POOL).listDatasets());
    assertCopied(data, readOnly.getDataset("data").copy(pool, "copy"), 3, 4);
  }
}
