package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.dosna.Along;
import org.dosna.AlongAxes;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.LazyReduction;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** Reductions along axes, with numpy's results. */
abstract class AlongContract extends StoreContract {
  /** What numpy gives. */
  private record Case(
      String function,
      NDArray data,
      int[] axes,
      double ddof,
      boolean keepDims,
      boolean fails,
      NDArray result) {
    static Case of(String[] row) {
      boolean fails = row[7].equals("error");
      return new Case(
          row[0],
          Tables.array(row[1], row[2], row[3]),
          Arrays.stream(Tables.longs(row[4])).mapToInt(Math::toIntExact).toArray(),
          Double.parseDouble(row[5]),
          row[6].equals("1"),
          fails,
          fails ? NDArray.zeros(DType.BOOL) : Tables.array(row[7], row[8], row[9]));
    }

    <R> R of(AlongAxes<R> reduced) {
      return NumpyReduction.of(reduced, function, axes, ddof);
    }

    LazyReduction of(Dataset dataset) {
      LazyReduction reduction = of(dataset.lazy());
      reduction = hasDdof() ? reduction.ddof(ddof) : reduction;
      return keepDims ? reduction.keepDims() : reduction;
    }

    private boolean hasDdof() {
      return ddof != 0 && function.matches(".*(std|var)");
    }

    /** With ddof and keepDims, which only the lazy form has. */
    NDArray of(NDArray array) {
      return of(
          new AlongAxes<NDArray>() {
            @Override
            public NDArray along(Along what) {
              Along changed = hasDdof() ? what.ddof(ddof) : what;
              return array.along(keepDims ? changed.keepDims() : changed);
            }
          });
    }

    void assertResult(NDArray actual) {
      assertEquals(result.dtype(), actual.dtype(), this::toString);
      assertArrayEquals(result.shape(), actual.shape(), this::toString);
      if (result.dtype().element().isIntegral() || function.matches(".*(min|max)")) {
        // Which of several NaN it is does not matter, nor the sign of zero.
        assertTrue(
            result.equals(actual) || Arrays.equals(plain(result), plain(actual)),
            () -> this + ": " + actual);
      } else {
        for (boolean imaginary : new boolean[] {false, true}) {
          assertRounded(imaginary, actual);
        }
      }
    }

    private static double[] plain(NDArray array) {
      return Arrays.stream(array.toDoubles()).map(value -> value + 0.0).toArray();
    }

    private void assertRounded(boolean imaginary, NDArray actual) {
      for (int i = 0; i < result.size(); i++) {
        double expected = NumpyReduction.part(result, i, imaginary);
        double given = NumpyReduction.part(actual, i, imaginary);
        double error = Math.abs(expected - given);
        double allowed = NumpyReduction.lastDigits(result.dtype(), expected) + 2e-13 * magnitude();
        assertTrue(
            error <= allowed || Double.compare(expected, given) == 0,
            () -> this + " of " + data + ": expected " + expected + ", was " + given);
      }
    }

    private double magnitude() {
      return function.endsWith("prod")
          ? 0
          : Arrays.stream(data.toDoubles())
              .filter(Double::isFinite)
              .map(value -> function.endsWith("var") ? value * value : Math.abs(value))
              .sum();
    }

    @Override
    public String toString() {
      return function
          + Arrays.toString(axes)
          + " of "
          + data.dtype()
          + Arrays.toString(data.shape());
    }
  }

  private static List<Case> cases() {
    List<Case> cases = Tables.rows("along.tsv").stream().map(Case::of).toList();
    assertTrue(cases.size() > 250, "rows in the table");
    return cases;
  }

  private static List<Case> someCases() {
    List<Case> all = cases();
    return all.subList(0, Math.max(60, Effort.times(all.size())));
  }

  @Test
  void arraysAreReducedAsInNumpy() {
    for (Case row : cases()) {
      if (row.fails()) {
        assertThrows(DosnaException.class, () -> row.of(row.data()), row::toString);
      } else {
        row.assertResult(row.of(row.data()));
      }
    }
  }

  @Test
  void datasetsAreReducedAsInNumpy() {
    Cases cases = new Cases(1);
    int number = 0;
    for (Case row : someCases()) {
      Dataset dataset =
          pool.createDataset("data" + number++, row.data(), cases.chunkSize(row.data().shape()));
      if (row.fails()) {
        assertThrows(DosnaException.class, () -> row.of(dataset).get(), row::toString);
      } else {
        row.assertResult(row.of(dataset).get());
        if (row.result().ndim() > 0) {
          Dataset made = row.of(dataset).into(pool, "made" + number);
          row.assertResult(made.get());
          made.delete();
        }
      }
      dataset.delete();
    }
  }

  /** Of exact results the model is the same of an array. */
  @Test
  void viewsAreReducedAsArraysAre() {
    Cases cases = new Cases(2);
    for (int i = 0; i < Effort.times(60); i++) {
      long[] shape = cases.shape();
      Dataset dataset = createInts("data" + i, shape, cases.chunkSize(shape));
      dataset.load(NDArray.random(DType.INT32, i, shape));
      String slices = cases.slices(shape);
      DatasetView view = dataset.view(slices);
      NDArray seen = view.get();
      assertSame(seen, view, cases, slices);
      if (shape[0] > 0) {
        int last = (int) shape[0] - 1;
        String list = "[" + cases.between(0, last) + ", -1, 0, " + cases.between(0, last) + "]";
        assertSame(dataset.get(list), dataset.view(list), cases, list);
        NDArray mask = NDArray.random(DType.BOOL, i, shape);
        assertEquals(dataset.mask(mask).get().sum(0), dataset.mask(mask).sum(0));
      }
    }
  }

  private void assertSame(NDArray seen, DatasetView view, Cases cases, String slices) {
    for (int axis = 0; axis < seen.ndim(); axis++) {
      int along = axis;
      assertEquals(seen.sum(axis), view.sum(axis), slices);
      assertEquals(seen.count(axis), view.count(axis), slices);
      if (seen.size() > 0) {
        int other = cases.between(0, seen.ndim() - 1);
        int[] axes = other == axis ? new int[] {axis} : new int[] {other, axis};
        assertEquals(seen.max(axes), view.max(axes), slices);
        assertEquals(seen.argMin(axis), view.argMin(axis), slices);
        if (seen.ndim() > 1) {
          Dataset made = view.lazy().argMax(along).into(pool, "made");
          assertEquals(seen.argMax(axis), made.get(), slices);
          made.delete();
        }
      }
    }
  }

  @Test
  void noAxisMeansAll() {
    NDArray data = NDArray.random(DType.FLOAT64, 1, 5, 6);
    Dataset dataset = pool.createDataset("data", data, 2, 4);
    assertEquals(dataset.max(), dataset.lazy().max().get().getObject());
    assertEquals((double) dataset.sum(), data.sum().getDouble(), 1e-13);
    assertEquals(dataset.std(), data.std().getDouble(), 1e-14);
    assertEquals(30, dataset.count().getLong());
    assertEquals(true, dataset.any().getObject());
    assertArrayEquals(shape(1, 1), dataset.lazy().mean().keepDims().shape());
    assertRefused(
        DosnaException.class, () -> dataset.lazy().sum().into(pool, "x"), "keepDims", "no axes");
  }

  /** Each dtype, so that each kind of key is tried; the model puts the elements in order. */
  @Test
  void theMedianOfAllIsFoundByCounting() {
    for (DType dtype :
        List.of(
            DType.BOOL,
            DType.INT8,
            DType.UINT16,
            DType.INT32,
            DType.of(">u4"),
            DType.INT64,
            DType.UINT64,
            DType.FLOAT16,
            DType.FLOAT32,
            DType.of(">f8"))) {
      NDArray data = NDArray.random(dtype.nativeOrder(), 9, 15, 8);
      data.set("::2", dtype.element().isIntegral() ? 1 : -0.25);
      if (!dtype.element().isIntegral()) {
        data.set("3, 2:5", Double.NaN);
        data.set("4, :2", Double.NEGATIVE_INFINITY);
      }
      Dataset dataset =
          pool.createDataset(
              "d" + dtype.numpy().substring(1), DatasetSpec.of(dtype, 15, 8).chunkSize(4, 5));
      dataset.load(data);
      assertEquals(data.median(), dataset.median(), dtype::toString);
      for (double q : new double[] {0, 0.01, 0.3, 0.5, 0.77, 1}) {
        assertEquals(data.nanQuantile(q), dataset.nanQuantile(q), () -> dtype + " " + q);
      }
      assertEquals(data.nanMedian(), dataset.view("::-1").nanMedian(), dtype::toString);
    }
    Dataset sparse = createInts("sparse", shape(1000, 1000), 10, 10);
    sparse.set("3, 4", 7);
    assertEquals(-1.0, sparse.median().getDouble());
    assertEquals(7.0, sparse.quantile(1).getDouble());
    assertEquals(Double.NaN, sparse.view("3:3").median().getDouble());
    assertRefused(DosnaException.class, () -> sparse.quantile(1.5), "1.5", "between 0 and 1");
  }

  @Test
  void axesThatAreNotThereAreNamed() {
    Dataset dataset = createInts("data", shape(5, 6), 2, 4);
    for (AlongAxes<NDArray> reduced : List.of(dataset, dataset.view(), dataset.get())) {
      assertRefused(InvalidSliceException.class, () -> reduced.max(2), "axis 2", "max", "2 axes");
      assertRefused(InvalidSliceException.class, () -> reduced.sum(0, -2), "-2", "twice");
    }
    assertRefused(DosnaException.class, () -> dataset.lazy().sum(0).ddof(1), "ddof", "sum");
    assertRefused(DosnaException.class, () -> dataset.view("3:3").max(0), "max", "[0, 6]");
  }

  @Test
  void whatIsNotStoredIsFillValue() {
    Dataset data =
        pool.createDataset(
            "data", DatasetSpec.of(DType.INT16, 100, 200).chunkSize(10, 16).fillValue(3));
    data.set("55, 77", -1);
    NDArray sums = data.sum(0);
    assertEquals(296, sums.getLong(77));
    assertEquals(300, sums.getLong(0));
    assertEquals(-1, data.min(1).getLong(55));
    assertEquals(3, data.max(1).getLong(55));
  }

  @Test
  void aLongColumnIsPartedAmongAll() {
    NDArray data = NDArray.random(DType.FLOAT32, 5, 3000, 7);
    Dataset dataset = pool.createDataset("data", data, 11, 7);
    double[] exact = data.astype(DType.FLOAT64).sum(0).toDoubles();
    assertTrue(dataset.sum(0).allClose(NDArray.of(exact), 1e-6, 0));
    assertEquals(data.argMax(0), dataset.argMax(0));
    assertEquals(data.max(0, 1), dataset.max(0, 1));
  }
}
