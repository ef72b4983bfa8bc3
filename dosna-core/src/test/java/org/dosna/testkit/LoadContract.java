package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dosna.Block;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.junit.jupiter.api.Test;

/** Whole datasets: loaded, walked through, copied. */
abstract class LoadContract extends StoreContract {
  @Test
  void arraysAreLoaded() {
    NDArray data = NDArray.random(DType.FLOAT32, 1, 7, 10);
    Dataset created = pool.createDataset("created", data, 3, 4);
    assertArrayEquals(new int[] {3, 4}, created.chunkSize());
    assertEquals(data, reopen("created").get());
    assertEquals(9, created.countStoredChunks());
    NDArray other = NDArray.random(DType.FLOAT32, 2, 7, 10);
    created.load(other);
    assertEquals(other, reopen("created").get());
  }

  @Test
  void elementsAreCastWhileLoading() {
    NDArray data = NDArray.of(new double[] {1.7, -1.7, 300, Double.NaN}, 2, 2);
    DatasetSpec spec = DatasetSpec.of(DType.of(">i2"), 2, 2).chunkSize(1, 2);
    Dataset dataset = pool.createDataset("data", spec, data);
    NDArray expected = NDArray.of(new short[] {1, -1, 300, 0}, 2, 2);
    assertEquals(expected, dataset.get());
    pool.createDataset("copy", DatasetSpec.of(DType.FLOAT64, 2, 2).chunkSize(2, 1), dataset);
    assertEquals(expected.astype(DType.FLOAT64), reopen("copy").get());
  }

  @Test
  void datasetsAreLoadedFromOtherClusters() {
    NDArray data = NDArray.random(DType.INT16, 3, 11, 6);
    Dataset source = connect().createPool("elsewhere").createDataset("data", data, 4, 5);
    Dataset target = pool.createDataset("data", source, 3, 2);
    assertEquals(data, target.get());
    source.delete();
    assertEquals(data, reopen("data").get());
  }

  @Test
  void sourcesAreReadChunkByChunk() {
    CountingSource source = new CountingSource(50, 41);
    pool.createDataset("data", source, 8, 6);
    assertEquals(source.all(), reopen("data").get());
    assertTrue(source.largest() <= 48, source.largest() + " elements read at once");
    if (cluster.group().size() == 1) {
      assertEquals(50 * 41, source.total());
    } else {
      assertTrue(source.total() <= mine(7 * 7) * 48, source.total() + " elements read");
    }
  }

  @Test
  void aSourceOfAnotherShapeIsRefused() {
    Dataset dataset = createInts("data", shape(4, 6), 3, 3);
    for (long[] shape : List.of(shape(6, 4), shape(24), shape(1, 6), shape(4, 6, 1))) {
      NDArray wrong = NDArray.zeros(DType.INT32, shape);
      assertRefused(DosnaException.class, () -> dataset.load(wrong), "'data'", "[4, 6]");
      DatasetSpec spec = dataset.spec();
      assertRefused(DosnaException.class, () -> pool.createDataset("other", spec, wrong), "[4, 6]");
    }
    assertEquals(0, dataset.countStoredChunks());
    assertEquals(List.of("data"), connect().getPool(POOL).listDatasets());
  }

  @Test
  void aDatasetThatCannotBeFilledIsRemoved() {
    RuntimeException failure = new IllegalStateException("detector unplugged");
    CountingSource source = new CountingSource(failure, shape(5, 5), 8, 8);
    ChunkException e =
        assertRefused(
            ChunkException.class,
            () -> pool.createDataset("data", source, 4, 4),
            "load",
            "'data'",
            "[1, 1]",
            "detector unplugged");
    assertCause(failure, e);
    assertEquals("data", e.dataset());
    assertArrayEquals(shape(1, 1), e.index());
    assertFalse(connect().getPool(POOL).hasDataset("data"));
    assertEquals(List.of(), connect().getPool(POOL).listDatasets());
    assertEquals(0, pool.createDataset("data", source.all(), 8, 8).get("0, 0").getLong());
  }

  @Test
  void aFailedLoadLeavesEachChunkOldOrNew() {
    NDArray old = NDArray.full(DType.INT64, -5, 8, 8);
    Dataset dataset = pool.createDataset("data", old, 2, 2);
    RuntimeException failure = new IllegalStateException("detector unplugged");
    CountingSource source = new CountingSource(failure, shape(3, 4), 8, 8);
    ChunkException e = assertRefused(ChunkException.class, () -> dataset.load(source), "[1, 2]");
    assertCause(failure, e);
    NDArray fresh = source.all();
    for (Block block : reopen("data").blocks()) {
      String box = boxText(block.region());
      boolean isOld = block.data().equals(old.get(box));
      assertTrue(isOld || block.data().equals(fresh.get(box)), "torn: " + block.region());
      assertTrue(isOld || !block.region().equals(new Region(shape(2, 4), shape(2, 2))));
    }
  }

  private static String boxText(Region region) {
    return region.toString().replaceAll("[\\[\\]]", "");
  }

  @Test
  void blocksCoverTheShape() {
    NDArray data = NDArray.random(DType.FLOAT64, 4, 7, 10);
    Dataset dataset = pool.createDataset("data", data, 3, 4);
    NDArray seen = NDArray.zeros(DType.FLOAT64, 7, 10);
    List<String> regions = new ArrayList<>();
    for (Block block : dataset.blocks()) {
      assertArrayEquals(block.region().shape(), block.data().shape());
      seen.set(boxText(block.region()), block.data());
      regions.add(block.region().toString());
    }
    assertEquals(data, seen);
    assertEquals(9, regions.size());
    assertEquals(List.of("[0:3, 0:4]", "[0:3, 4:8]", "[0:3, 8:10]"), regions.subList(0, 3));
    assertEquals("[6:7, 8:10]", regions.get(8));
  }

  @Test
  void blocksAreReadWhenAskedFor() {
    Dataset dataset = createInts("data", shape(4), 2);
    var blocks = dataset.blocks().iterator();
    blocks.next();
    dataset.set("...", 3);
    assertEquals(NDArray.full(DType.INT32, 3, 2), blocks.next().data());
    assertFalse(blocks.hasNext());
  }

  @Test
  void aStructureIsClonedWithoutElements() {
    DatasetSpec spec = DatasetSpec.of(DType.of(">f4"), 7, 10).chunkSize(3, 4).fillValue(2.5);
    Dataset dataset = pool.createDataset("data", spec);
    dataset.set("...", 1);
    dataset.cloneStructure("clone");
    Dataset clone = reopen("clone");
    assertEquals(dataset.dtype(), clone.dtype());
    assertArrayEquals(dataset.shape(), clone.shape());
    assertArrayEquals(dataset.chunkSize(), clone.chunkSize());
    assertEquals(2.5f, clone.fillValue());
    assertEquals(0, clone.countStoredChunks());
    assertEquals(NDArray.full(DType.FLOAT32, 2.5, 7, 10), clone.get());
  }

  @Test
  void aCopyHasTheSameElementsAndChunks() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    dataset.set("2:5, 5:", NDArray.arange(DType.INT32, 3, 5));
    NDArray before = dataset.get();
    Dataset copy = dataset.copy("copy");
    assertEquals(before, copy.get());
    assertEquals(dataset.countStoredChunks(), copy.countStoredChunks());
    dataset.set("...", 0);
    assertEquals(before, reopen("copy").get());
    copy.delete();
    assertEquals(NDArray.zeros(DType.INT32, 7, 10), reopen("data").get());
  }

  @Test
  void aViewOfTheDatasetItselfIsRefused() {
    NDArray array = NDArray.arange(DType.INT32, 8);
    Dataset dataset = pool.createDataset("data", array, 2);
    assertRefused(
        DosnaException.class, () -> dataset.load(dataset.view("::-1")), "'data'", "itself", "copy");
    assertEquals(array, reopen("data").get());
    dataset.load(dataset.view("::-1").get());
    assertEquals(array.get("::-1"), reopen("data").get());
  }
}
