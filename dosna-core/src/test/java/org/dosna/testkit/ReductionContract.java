package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Reducible;
import org.junit.jupiter.api.Test;

/** {@code sum, mean, std, min, max, argMin, argMax} and {@code histogram}. */
abstract class ReductionContract extends StoreContract {
  private static final List<DType> REAL =
      Samples.dtypes().stream().filter(d -> !d.numpy().contains("c")).toList();

  private static boolean isFloat(DType dtype) {
    return dtype.numpy().contains("f");
  }

  private Dataset create(String name, NDArray data, DType dtype, int... chunkSize) {
    DatasetSpec spec = DatasetSpec.of(dtype, data.shape()).chunkSize(chunkSize);
    return pool.createDataset(name, spec, data);
  }

  /** Asserts that all reductions of finite elements are what the definitions say. */
  private static void assertReduced(NDArray elements, Reducible reducible, String what) {
    ReductionModel model = new ReductionModel(elements);
    if (isFloat(elements.dtype())) {
      double error = 1e-14 * model.sumOfMagnitudes();
      assertEquals(model.nearestSum(), (double) reducible.sum(), error, what);
      assertEquals(model.mean(), reducible.mean(), error / elements.size(), what);
    } else {
      assertEquals(model.exactSum(), reducible.sum(), what);
      assertEquals(model.mean(), reducible.mean(), what);
    }
    double std = model.std();
    double largest = Math.max(Math.abs(elements.astype(DType.FLOAT64).getDouble(0, 0)), std);
    assertEquals(std, reducible.std(), 1e-12 * std + 1e-15 * largest, what);
    assertEquals(model.extreme(false), reducible.min(), what);
    assertEquals(model.extreme(true), reducible.max(), what);
    assertArrayEquals(model.positionOf(false), reducible.argMin(), what);
    assertArrayEquals(model.positionOf(true), reducible.argMax(), what);
  }

  @Test
  void elementsOfEveryDTypeAreReduced() {
    for (DType dtype : REAL) {
      NDArray data = NDArray.random(dtype.nativeOrder(), 3, 7, 10);
      Dataset dataset = create("data" + dtype.numpy(), data, dtype, 3, 4);
      assertReduced(data, dataset, dtype.toString());
      assertReduced(data.get("5::-2, 1:"), dataset.view("5::-2, 1:"), dtype + " view");
    }
  }

  @Test
  void theLargestIntegersAreSummedExactly() {
    for (DType dtype : REAL) {
      if (!isFloat(dtype)) {
        NDArray values = Samples.extremes(dtype);
        NDArray data = NDArray.zeros(values.dtype(), 40, values.size());
        data.set("...", values);
        data.set("7:9", values.get("3"));
        assertReduced(data, create("data" + dtype.numpy(), data, dtype, 7, 2), dtype.toString());
      }
    }
    NDArray least = NDArray.full(DType.INT64, Long.MIN_VALUE, 1000);
    Dataset signed = pool.createDataset("least", least, 300);
    BigInteger thousand = BigInteger.valueOf(1000);
    assertEquals(BigInteger.TWO.pow(63).multiply(thousand).negate(), signed.sum());
    assertEquals(-0x1p63, signed.mean());
    assertEquals(0.0, signed.std());
    BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    NDArray greatest = NDArray.full(DType.UINT64, most, 1000);
    Dataset unsigned = pool.createDataset("greatest", greatest, 300);
    assertEquals(most.multiply(thousand), unsigned.sum());
    assertEquals(most, unsigned.max());
    assertEquals(most, unsigned.min());
  }

  /** A sum in float32 would have no right digit. */
  @Test
  void smallFloatsAmongLargeOnesAreNotLost() {
    NDArray data = NDArray.full(DType.FLOAT32, 0.1f, 100, 1000);
    data.set("::10, 0", 1e8f);
    data.set("5::10, 999", -1e8f);
    Dataset dataset = pool.createDataset("data", data, 64, 64);
    assertReduced(data.get(":10"), dataset.view(":10"), "float32");
    ReductionModel model = new ReductionModel(data);
    double error = 1e-14 * model.sumOfMagnitudes();
    assertEquals(model.nearestSum(), (double) dataset.sum(), error);
    Dataset ones = pool.createDataset("ones", NDArray.full(DType.FLOAT16, 1, 300, 300), 64, 64);
    assertEquals(90_000.0, ones.sum());
    assertEquals(1.0, ones.mean());
    assertEquals(0.0, ones.std());
  }

  @Test
  void aSmallDeviationFromALargeMeanIsSeen() {
    Random random = new Random(8);
    NDArray data = NDArray.zeros(DType.FLOAT64, 20, 50);
    for (int i = 0; i < data.size(); i++) {
      data.setDouble(1e9 + random.nextGaussian(), i / 50, i % 50);
    }
    Dataset dataset = pool.createDataset("data", data, 7, 8);
    double std = new ReductionModel(data).std();
    assertEquals(std, dataset.std(), 1e-7 * std);
    Dataset shifted = pool.createDataset("one", NDArray.full(DType.FLOAT64, 0.1, 20, 50), 7, 8);
    assertEquals(0, shifted.std(), 1e-16);
  }

  @Test
  void nanWinsOverAll() {
    for (DType dtype : List.of(DType.FLOAT16, DType.FLOAT32, DType.of(">f8"))) {
      NDArray data = NDArray.random(dtype.nativeOrder(), 4, 7, 10);
      // Of three in different chunks, the first in C order is in the last of these chunks.
      data.set("4, 1", Double.NaN);
      data.set("3, 9", Double.NaN);
      data.set("5, 0", Double.NaN);
      data.set("0, 0", Double.NEGATIVE_INFINITY);
      data.set("6, 0", Double.POSITIVE_INFINITY);
      Dataset dataset = create("data" + dtype.numpy(), data, dtype, 3, 4);
      assertEquals(Double.NaN, dataset.sum());
      assertEquals(Double.NaN, dataset.mean());
      assertEquals(Double.NaN, dataset.std());
      assertEquals(Double.NaN, ((Number) dataset.min()).doubleValue());
      assertEquals(Double.NaN, ((Number) dataset.max()).doubleValue());
      assertArrayEquals(shape(3, 9), dataset.argMin());
      assertArrayEquals(shape(3, 9), dataset.argMax());
      assertEquals(65, Arrays.stream(dataset.histogram(3, 0, 1)).sum());
    }
  }

  @Test
  void infinitiesAreAddedAsNumbersAre() {
    NDArray data = NDArray.random(DType.FLOAT64, 5, 30);
    data.set("20", Double.POSITIVE_INFINITY);
    Dataset dataset = pool.createDataset("data", data, 7);
    assertEquals(Double.POSITIVE_INFINITY, dataset.sum());
    assertEquals(Double.POSITIVE_INFINITY, dataset.mean());
    assertEquals(Double.NaN, dataset.std());
    assertEquals(Double.POSITIVE_INFINITY, dataset.max());
    assertArrayEquals(shape(20), dataset.argMax());
    dataset.set("3", Double.NEGATIVE_INFINITY);
    assertEquals(Double.NaN, dataset.sum());
    assertArrayEquals(shape(3), dataset.argMin());
    assertEquals(Double.NEGATIVE_INFINITY, dataset.min());
  }

  @Test
  void ofEqualElementsTheFirstInCOrderCounts() {
    NDArray data = NDArray.full(DType.INT32, 5, 7, 10);
    Dataset dataset = create("data", data, DType.INT32, 3, 4);
    assertArrayEquals(shape(0, 0), dataset.argMin());
    assertArrayEquals(shape(0, 0), dataset.argMax());
    // Chunk [1, 1] comes before chunk [1, 2], but row 3 before row 4.
    dataset.set("4, 5", 9);
    dataset.set("3, 8", 9);
    dataset.set("6, 0", 9);
    assertArrayEquals(shape(3, 8), dataset.argMax());
    assertArrayEquals(shape(2, 2), dataset.view("::-1, ::-2").view(":, ::-1").argMax());
    assertArrayEquals(shape(2, 3), dataset.view("1:, 5:").argMax());
    NDArray zeros = NDArray.of(new double[] {0.0, -0.0, 0.0, -0.0});
    Dataset signs = pool.createDataset("signs", zeros, 1);
    assertArrayEquals(shape(0), signs.argMin());
    assertArrayEquals(shape(0), signs.argMax());
    assertArrayEquals(shape(0), signs.view("1:").argMax());
  }

  @Test
  void aViewWithoutAxesIsOneElement() {
    Dataset dataset = create("data", NDArray.arange(DType.UINT16, 7, 10), DType.UINT16, 3, 4);
    assertEquals(BigInteger.valueOf(34), dataset.view("3, 4").sum());
    assertEquals(34.0, dataset.view("3, 4").mean());
    assertEquals(0.0, dataset.view("3, 4").std());
    assertArrayEquals(new long[0], dataset.view("3, 4").argMax());
    assertArrayEquals(shape(0, 5), dataset.view("3, newaxis, 4:").view(":, ::-1").argMin());
  }

  @Test
  void nothingHasASumButNoExtremes() {
    Dataset dataset = create("data", NDArray.arange(DType.INT32, 7, 10), DType.INT32, 3, 4);
    Dataset floats = pool.createDataset("floats", DatasetSpec.of(DType.FLOAT32, 5, 0, 3));
    assertEquals(BigInteger.ZERO, dataset.view("3:3").sum());
    assertEquals(0.0, floats.sum());
    for (Reducible empty :
        List.of(dataset.view("3:3"), dataset.view("newaxis").view(":0"), floats)) {
      assertEquals(Double.NaN, empty.mean());
      assertEquals(Double.NaN, empty.std());
      assertArrayEquals(new long[4], empty.histogram(4, 0, 1));
      assertRefused(DosnaException.class, empty::min, "min", "no elements");
      assertRefused(DosnaException.class, empty::max, "max", "no elements");
      assertRefused(DosnaException.class, empty::argMin, "argMin", "no elements");
      assertRefused(DosnaException.class, empty::argMax, "argMax", "no elements");
    }
    assertRefused(DosnaException.class, floats::min, "[5, 0, 3]", "'floats'");
  }

  @Test
  void complexNumbersHaveNoOrder() {
    for (DType dtype : List.of(DType.COMPLEX64, DType.COMPLEX128)) {
      Dataset dataset = pool.createDataset("d" + dtype.numpy().charAt(2), DatasetSpec.of(dtype, 4));
      assertRefused(DosnaException.class, dataset::sum, "sum", "complex", "reduce");
      assertRefused(DosnaException.class, dataset::mean, "complex", "reduce");
      assertRefused(DosnaException.class, dataset::std, "std", "complex", "reduce");
      assertRefused(DosnaException.class, dataset::min, "min", "complex", "reduce");
      assertRefused(DosnaException.class, dataset::argMax, "argMax", "complex", "reduce");
      assertRefused(DosnaException.class, () -> dataset.histogram(2, 0, 1), "histogram", "complex");
    }
  }

  @Test
  void binsAreCountedAsNumpyCounts() {
    int number = 0;
    for (String[] row : Tables.rows("histogram.tsv")) {
      int length = row[1].length() / 2 / DType.of(row[0]).itemSize();
      NDArray data = Tables.array(row[0], Integer.toString(length), row[1]);
      Dataset dataset = pool.createDataset("data" + number++, data, length);
      int bins = Integer.parseInt(row[2]);
      double lo = Double.parseDouble(row[3]);
      double hi = Double.parseDouble(row[4]);
      assertArrayEquals(
          Tables.longs(row[5]),
          dataset.histogram(bins, lo, hi),
          () -> row[0] + ": " + bins + " bins from " + lo + " to " + hi);
    }
    assertTrue(number > 90, "rows in the table");
  }

  @Test
  void binsThatMakeNoSenseAreRefused() {
    Dataset dataset = createInts("data", shape(4), 2);
    assertRefused(DosnaException.class, () -> dataset.histogram(0, 0, 1), "0 bins");
    assertRefused(DosnaException.class, () -> dataset.histogram(2, 1, 1), "1.0 to 1.0");
    assertRefused(DosnaException.class, () -> dataset.histogram(2, Double.NaN, 1), "NaN");
    assertRefused(
        DosnaException.class, () -> dataset.histogram(2, 0, Double.POSITIVE_INFINITY), "finite");
    assertRefused(
        DosnaException.class,
        () -> dataset.histogram(2, -Double.MAX_VALUE, Double.MAX_VALUE),
        "finite");
  }
}
