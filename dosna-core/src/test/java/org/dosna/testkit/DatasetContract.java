package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** What a dataset is made of: shape, dtype, chunks, and that others find it the same. */
abstract class DatasetContract extends StoreContract {
  private static void assertSame(Dataset expected, Dataset actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.chunkSize(), actual.chunkSize());
    assertArrayEquals(expected.chunkGrid(), actual.chunkGrid());
    assertEquals(expected.chunkCount(), actual.chunkCount());
    assertEquals(expected.ndim(), actual.ndim());
    assertEquals(expected.fillValue(), actual.fillValue());
  }

  @Test
  void metadataIsKept() {
    DatasetSpec spec = DatasetSpec.of(DType.of(">u2"), 7, 5, 3).chunkSize(2, 5, 4).fillValue(9);
    Dataset created = pool.createDataset("data", spec);
    assertArrayEquals(shape(7, 5, 3), created.shape());
    assertArrayEquals(new int[] {2, 5, 4}, created.chunkSize());
    assertArrayEquals(shape(4, 1, 1), created.chunkGrid());
    assertEquals(4, created.chunkCount());
    assertEquals(3, created.ndim());
    assertEquals(9, created.fillValue());
    assertSame(created, reopen("data"));
  }

  @Test
  void aNewDatasetReadsAsFillValueAndHasNoChunks() {
    Dataset dataset = createInts("data", shape(5, 7), 2, 3);
    assertEquals(NDArray.full(DType.INT32, -1, 5, 7), dataset.get());
    assertEquals(0, dataset.countStoredChunks());
  }

  @Test
  void theChunkSizeIsChosenIfLeftOut() {
    Dataset small = pool.createDataset("small", DatasetSpec.of(DType.FLOAT64, 100, 100));
    assertArrayEquals(new int[] {100, 100}, small.chunkSize());
    Dataset large = pool.createDataset("large", DatasetSpec.of(DType.FLOAT32, 4000, 3000, 2000));
    long chunkBytes = large.spec().chunkBytes();
    assertTrue(chunkBytes > 1 << 19 && chunkBytes <= 1 << 20, large.toString());
    assertSame(large, reopen("large"));
    NDArray box = NDArray.arange(DType.FLOAT32, 3, 3, 3);
    large.set("1000:1003, -3:, 62:65", box);
    assertEquals(box, reopen("large").get("1000:1003, -3:, 62:65"));
  }

  @Test
  void axesMayHaveLengthZero() {
    for (long[] shape : List.of(shape(0), shape(4, 0), shape(0, 5, 2), shape(3, 0, 0))) {
      String name = "empty" + Arrays.toString(shape);
      Dataset created = pool.createDataset(name, DatasetSpec.of(DType.INT16, shape));
      Dataset dataset = reopen(name);
      assertSame(created, dataset);
      assertEquals(0, dataset.chunkCount());
      assertEquals(NDArray.zeros(DType.INT16, shape), dataset.get());
      dataset.set("...", 5);
      dataset.load(NDArray.zeros(DType.INT16, shape));
      dataset.apply((block, where) -> block);
      assertFalse(dataset.blocks().iterator().hasNext());
      assertEquals(0, dataset.countStoredChunks());
      long[] origin = new long[shape.length];
      assertRefused(InvalidSliceException.class, () -> dataset.createChunk(origin));
      dataset.clear();
      dataset.delete();
    }
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void chunksMayBeLargerThanTheShape() {
    Dataset dataset = createInts("data", shape(3, 5), 4, 100);
    NDArray data = NDArray.arange(DType.INT32, 3, 5);
    dataset.load(data);
    assertEquals(1, dataset.chunkCount());
    assertEquals(data, reopen("data").get());
    dataset.set("1, 1:", 7);
    data.set("1, 1:", 7);
    assertEquals(data, reopen("data").get());
    NDArray stored = NDArray.full(DType.INT32, -1, 4, 100);
    stored.set(":3, :5", data);
    assertEquals(stored, dataset.getChunk(0, 0).getData());
  }

  @Test
  void oneTo32AxesWork() {
    for (int ndim = 1; ndim <= 32; ndim++) {
      // 2 x 2 x 2 x 2 x 3 at most, among axes of length 1.
      long[] shape = new long[ndim];
      int[] chunkSize = new int[ndim];
      Arrays.fill(shape, 1);
      Arrays.fill(chunkSize, 1);
      for (int axis = 0; axis < ndim; axis += Math.max(1, ndim / 4)) {
        shape[axis] = 2;
      }
      shape[ndim - 1] = 3;
      chunkSize[ndim - 1] = 2;
      String name = "axes" + ndim;
      Dataset dataset = createInts(name, shape, chunkSize);
      NDArray data = NDArray.arange(DType.INT32, shape);
      dataset.load(data);
      assertEquals(data, reopen(name).get(), name);
      assertEquals(data.get("..., ::-2"), dataset.get("..., ::-2"), name);
      dataset.set("..., 1", 5);
      data.set("..., 1", 5);
      assertEquals(data, reopen(name).get(), name);
      assertEquals(dataset.chunkCount(), dataset.countStoredChunks(), name);
    }
  }

  @Test
  void noAxesAndTooManyAreRefused() {
    NDArray zeroD = NDArray.zeros(DType.INT8);
    assertRefused(DosnaException.class, () -> pool.createDataset("data", zeroD), "1 to 32");
    NDArray axes33 = zeroD.reshape(LongStream.generate(() -> 1).limit(33).toArray());
    assertRefused(DosnaException.class, () -> pool.createDataset("data", axes33), "1 to 32");
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void printsWithoutChunks() {
    Dataset dataset = createInts("data", shape(256, 100), 64, 64);
    String text = dataset.toString();
    for (String part : List.of("data", "int32", "[256, 100]", "[64, 64]", "[4, 2]")) {
      assertTrue(text.contains(part), text);
    }
    String before = reopen("data").toString();
    pool.deleteDataset("data");
    assertEquals(text, dataset.toString());
    assertEquals(text, before);
  }

  @Test
  void datasetsOfOnePoolDoNotTouchEachOther() {
    Dataset first = createInts("data", shape(4, 4), 2, 2);
    Dataset second = createInts("data2", shape(4, 4), 2, 2);
    Dataset sameName =
        cluster.createPool("pool2").createDataset("data", NDArray.full(DType.INT32, 3, 4, 4), 2, 2);
    first.set("...", 1);
    second.set(":2", 2);
    assertEquals(NDArray.full(DType.INT32, 1, 4, 4), first.get());
    assertEquals(NDArray.full(DType.INT32, 3, 4, 4), sameName.get());
    assertEquals(2, second.countStoredChunks());
    first.clear();
    assertEquals(2, second.countStoredChunks());
    assertEquals(4, sameName.countStoredChunks());
  }
}
