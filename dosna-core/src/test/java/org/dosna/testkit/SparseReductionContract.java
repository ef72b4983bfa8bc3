package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Reducible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Reductions where chunks are missing: they count as fill value, without being looked at one by
 * one. The timeout only ends what would take years.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class SparseReductionContract extends StoreContract {
  private boolean listsChunks() {
    return store.capabilities().contains(Capability.CHUNK_LISTING);
  }

  private static void assertReduced(NDArray elements, Reducible reducible, Object what) {
    ReductionModel model = new ReductionModel(elements);
    assertEquals(model.exactSum(), reducible.sum(), () -> "sum " + what);
    assertEquals(model.mean(), reducible.mean(), () -> "mean " + what);
    assertEquals(model.std(), reducible.std(), 1e-12 * model.std(), () -> "std " + what);
    assertEquals(model.extreme(false), reducible.min(), () -> "min " + what);
    assertEquals(model.extreme(true), reducible.max(), () -> "max " + what);
    assertArrayEquals(model.positionOf(false), reducible.argMin(), () -> "argMin " + what);
    assertArrayEquals(model.positionOf(true), reducible.argMax(), () -> "argMax " + what);
    assertArrayEquals(
        model.histogram(8, -4, 4), reducible.histogram(8, -4, 4), () -> "histogram " + what);
  }

  /** From nothing stored to everything stored, the values few, so that there are ties. */
  @Test
  void missingChunksCountAsFillValue() {
    Cases cases = new Cases(6);
    for (int i = 0; i < Effort.times(30); i++) {
      long[] shape = shape(cases.between(1, 12), cases.between(1, 9));
      int fill = cases.between(-2, 2);
      DatasetSpec spec =
          DatasetSpec.of(DType.INT16, shape)
              .chunkSize(cases.between(1, 4), cases.between(1, 4))
              .fillValue(fill);
      Dataset dataset = pool.createDataset("data" + i, spec);
      NDArray model = NDArray.full(DType.INT16, fill, shape);
      for (int writes = cases.between(0, 12); writes > 0; writes--) {
        String where =
            cases.between(0, (int) shape[0] - 1) + ", " + cases.between(0, (int) shape[1] - 1);
        int value = cases.between(-4, 4);
        dataset.set(where, value);
        model.set(where, value);
      }
      assertReduced(model, dataset, model);
      String slices = cases.slices(shape);
      if (model.get(slices).size() > 0) {
        assertReduced(model.get(slices), dataset.view(slices), slices + " of " + model);
      }
    }
  }

  @Test
  void aFillValueThatIsNoNumberCountsToo() {
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT32, 100).chunkSize(1).fillValue(Double.NaN);
    Dataset dataset = pool.createDataset("data", spec);
    assertEquals(Double.NaN, dataset.std());
    dataset.set("0:99", 2);
    assertEquals(Double.NaN, dataset.sum());
    assertEquals(Double.NaN, dataset.std());
    assertArrayEquals(shape(99), dataset.argMin());
    assertArrayEquals(shape(99), dataset.argMax());
    dataset.set("99", 2);
    assertEquals(200.0, dataset.sum());
    DatasetSpec infinite = spec.fillValue(Double.NEGATIVE_INFINITY);
    Dataset below = pool.createDataset("below", infinite);
    below.set("7", 1);
    assertEquals(Double.NEGATIVE_INFINITY, below.sum());
    assertEquals(Double.NaN, below.std());
    assertArrayEquals(shape(0), below.argMin());
    assertArrayEquals(shape(7), below.argMax());
  }

  @Test
  void chunksThatNobodyWroteCostNothing() {
    if (listsChunks()) {
      DatasetSpec spec =
          DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000).chunkSize(10, 10, 10).fillValue(3);
      Dataset huge = pool.createDataset("huge", spec);
      BigInteger filled = BigInteger.TEN.pow(15).multiply(BigInteger.valueOf(3));
      assertEquals(filled, huge.sum());
      assertEquals(3.0, huge.mean());
      assertEquals(0.0, huge.std());
      assertArrayEquals(shape(0, 0, 0), huge.argMin());
      huge.set("49995:50005, 49995:50005, 49995:50005", 5);
      huge.set("0, 0, 0", 4);
      huge.set("-1, -1, -1", -7);
      Dataset opened = reopen("huge");
      assertEquals(filled.add(BigInteger.valueOf(2000 + 1 - 10)), opened.sum());
      assertEquals((short) -7, opened.min());
      assertEquals((short) 5, opened.max());
      assertArrayEquals(shape(99_999, 99_999, 99_999), opened.argMin());
      assertArrayEquals(shape(49_995, 49_995, 49_995), opened.argMax());
      long[] counts = opened.histogram(3, 3, 6);
      assertArrayEquals(new long[] {999_999_999_998_998L, 1, 1000}, counts);
      assertEquals(Math.sqrt(4101.0 / 1e15), opened.std(), 1e-12);
      assertReducedFarAway(opened);
    }
  }

  private static void assertReducedFarAway(Dataset huge) {
    Reducible middle = huge.view("::-1, 50000, 1:").view("1:, ::2");
    assertArrayEquals(shape(49_994, 24_997), middle.argMax());
    assertArrayEquals(shape(0, 0), middle.argMin());
    assertEquals(
        BigInteger.valueOf(3L * 99_999 * 50_000 + 2 * 10 * 5), middle.sum(), middle::toString);
  }

  @Test
  void asManyElementsAsALongCountsAreSummed() {
    if (listsChunks()) {
      BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
      DatasetSpec spec =
          DatasetSpec.of(DType.UINT64, Long.MAX_VALUE).chunkSize(1 << 10).fillValue(most);
      Dataset line = pool.createDataset("line", spec);
      line.set("5", 0);
      assertEquals(most.multiply(BigInteger.valueOf(Long.MAX_VALUE - 1)), line.sum());
      assertArrayEquals(shape(5), line.argMin());
      assertArrayEquals(shape(Long.MAX_VALUE - 6), line.view("::-1").argMin());
    }
  }
}
