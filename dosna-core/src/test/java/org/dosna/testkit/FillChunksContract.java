package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.FillChunks;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Chunks of nothing but fill value are not stored. */
abstract class FillChunksContract extends StoreContract {
  /** The same elements by every way into a dataset. */
  private List<Dataset> everyWay(DatasetSpec spec, NDArray elements) {
    int[] chunks = spec.chunkSize();
    List<Dataset> made = new ArrayList<>();
    Dataset loaded = pool.createDataset("loaded", spec, elements);
    made.add(loaded);
    made.add(pool.createDataset("from source", spec, new Unknown(elements)));
    made.add(pool.createDataset("from dataset", spec, loaded));
    made.add(pool.createDataset("from view", spec, loaded.view("...")));
    Dataset afterwards = pool.createDataset("afterwards", spec);
    afterwards.load(elements);
    made.add(afterwards);
    Dataset full = pool.createDataset("full", spec);
    full.load(elements, FillChunks.STORED);
    assertEquals(full.chunkCount(), full.countStoredChunks());
    made.add(full.copy("copied"));
    made.add(full.copy(pool, "rechunked", chunks));
    Pool other = cluster.createPool("other");
    made.add(full.copy(other, "elsewhere"));
    made.add(full.map((block, where) -> block, "mapped"));
    made.add(full.map((block, where) -> block, Halo.of(new int[chunks.length]), "with halo"));
    full.load(elements);
    made.add(full);
    Dataset applied = pool.createDataset("applied", spec);
    applied.load(elements, FillChunks.STORED);
    applied.apply((block, where) -> block);
    made.add(applied);
    return made;
  }

  /** A source that the core knows nothing of. */
  private record Unknown(ArraySource source) implements ArraySource {
    @Override
    public DType dtype() {
      return source.dtype();
    }

    @Override
    public long[] shape() {
      return source.shape();
    }

    @Override
    public void read(long[] origin, NDArray into) {
      source.read(origin, into);
    }
  }

  @Test
  void chunksOfFillValueAreNotStored() {
    for (Object fill : List.of(0, -3)) {
      DatasetSpec spec = DatasetSpec.of(DType.of(">i4"), 7, 10).chunkSize(3, 4).fillValue(fill);
      NDArray elements = NDArray.full(DType.INT32, fill, 7, 10);
      elements.set("6, 9", 5);
      elements.set("3, 4", 5);
      for (Dataset dataset : everyWay(spec, elements)) {
        assertEquals(elements, dataset.get(), dataset::toString);
        assertEquals(2, dataset.countStoredChunks(), dataset::toString);
        assertEquals(5, dataset.get("6, 9").getLong());
        assertFalse(dataset.hasChunk(0, 0));
      }
      onlyPoolsAreLeft();
    }
  }

  private void onlyPoolsAreLeft() {
    pool.listDatasets().forEach(pool::deleteDataset);
    cluster.listPools().stream().filter(name -> !name.equals(POOL)).forEach(cluster::deletePool);
  }

  private boolean isKept(DatasetSpec spec) {
    boolean isNan = Double.isNaN(spec.fillElement().astype(DType.FLOAT64).getDouble());
    DatasetSpec usual = isNan ? spec.fillValue(Double.NaN) : spec;
    return store.capabilities().contains(Capability.NAN_PAYLOADS)
        || usual.toText().equals(spec.toText());
  }

  /** Zero and minus zero are equal, and no NaN is; here their bits count. */
  @Test
  void fillValueIsComparedBitForBit() {
    NDArray[] halves = {
      NDArray.of(new double[] {0.0, 0.0, -0.0, -0.0}),
      NDArray.of(new double[] {Double.longBitsToDouble(0x7ff8000000000001L), Double.NaN}),
      NDArray.of(new float[] {0f, -0f}),
      NDArray.of(new float[] {Float.intBitsToFloat(0x7fc00001), Float.NaN}),
      NDArray.of(DType.FLOAT16, new short[] {0, (short) 0x8000}),
      NDArray.of(DType.COMPLEX64, new float[] {0f, 0f, 0f, -0f}),
      NDArray.of(DType.COMPLEX128, new double[] {-0.0, 0.0, 0.0, 0.0})
    };
    for (int n = 0; n < halves.length; n++) {
      NDArray elements = halves[n];
      for (int axis = 0; axis < 2; axis++) {
        Object fill = elements.getObject(axis * (elements.size() - 1));
        int chunk = (int) elements.size() / 2;
        DatasetSpec spec =
            DatasetSpec.of(elements.dtype(), elements.size()).chunkSize(chunk).fillValue(fill);
        String name = n + "_" + axis;
        if (isKept(spec)) {
          Dataset data = pool.createDataset("data" + name, spec, elements);
          assertEquals(elements, data.get(), data::toString);
          assertEquals(1, data.countStoredChunks(), data::toString);
          assertEquals(elements, data.copy("copy" + name).get(), data::toString);
        } else {
          String said =
              assertThrows(DosnaException.class, () -> pool.createDataset("no", spec)).getMessage();
          assertTrue(said.contains("NaN"), said);
        }
      }
    }
  }

  @Test
  void aChunkThatWasStoredReadsAsFillValueWhenItIsOverwritten() {
    NDArray zeros = NDArray.zeros(DType.INT16, 6, 6);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT16, 6, 6), 2, 3);
    data.load(zeros);
    assertEquals(zeros, reopen("data").get());
    assertEquals(0, reopen("data").countStoredChunks());
    data.set("...", 7);
    data.load(new Unknown(zeros));
    assertEquals(zeros, reopen("data").get());
    data.set("...", 7);
    data.apply((block, where) -> NDArray.zeros(DType.INT16, block.shape()));
    assertEquals(zeros, reopen("data").get());
    assertEquals(0, reopen("data").countStoredChunks());
  }

  @Test
  void anAppendedChunkOfFillValueIsNotStored() {
    Dataset data = pool.createDataset("data", NDArray.full(DType.INT16, 1, 2, 3), 2, 3);
    if (resizes()) {
      data.append(NDArray.zeros(DType.INT16, 4, 3), 0);
      NDArray expected = NDArray.zeros(DType.INT16, 6, 3);
      expected.set(":2", 1);
      assertEquals(expected, reopen("data").get());
      assertEquals(1, data.countStoredChunks());
    }
  }

  @Test
  void elementsThatComeBackwardsAreLookedAt() {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 4, 4).chunkSize(2, 2);
    NDArray elements = NDArray.zeros(DType.INT32, 4, 4);
    elements.set("0, 0", 1);
    Dataset source = pool.createDataset("source", spec, elements);
    Dataset turned = pool.createDataset("turned", spec, source.view("::-1, ::-1"));
    assertEquals(1, turned.countStoredChunks());
    assertEquals(1, turned.get("3, 3").getLong());
  }
}
