package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.image.Filter;
import org.dosna.image.Labels;
import org.dosna.image.Threshold;
import org.junit.jupiter.api.Test;

/** Filters and labels give what scipy.ndimage gives for whole arrays, whatever the chunks. */
abstract class FilterContract extends StoreContract {
  private static List<String[]> some(String table, int many) {
    List<String[]> rows = Tables.rows(table);
    return rows.subList(0, Math.min(rows.size(), Effort.times(many)));
  }

  private static double[] doubles(String column) {
    return Arrays.stream(column.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  private static int[] ints(String column) {
    return Arrays.stream(Tables.longs(column)).mapToInt(Math::toIntExact).toArray();
  }

  private static Filter filter(String kind, String values) {
    return switch (kind) {
      case "gaussian" -> Filter.gaussian(doubles(values));
      case "uniform" -> Filter.uniform(ints(values));
      case "sobel" -> Filter.sobel(ints(values)[0]);
      case "median" -> Filter.median(ints(values));
      case "minimum" -> Filter.minimum(ints(values));
      default -> Filter.maximum(ints(values));
    };
  }

  private static Halo at(String edge, Halo halo) {
    return switch (edge) {
      case "reflect" -> halo.reflect();
      case "mirror" -> halo.mirror();
      case "nearest" -> halo.nearest();
      case "wrap" -> halo.wrap();
      default -> halo.constant(0);
    };
  }

  private Dataset chunked(String name, NDArray data, Cases cases) {
    int[] chunkSize = cases.chunkSize(data.shape());
    return pool.createDataset(name, data, chunkSize);
  }

  @Test
  void filtersAreThoseOfScipy() {
    Cases cases = new Cases(1);
    int n = 0;
    for (String[] row : some("filters.tsv", 60)) {
      NDArray data = Tables.array(row[3], row[4], row[5]);
      NDArray expected = Tables.array(row[6], row[4], row[7]);
      Filter filter = filter(row[0], row[1]);
      Dataset dataset = chunked("data" + n, data, cases);
      Dataset filtered =
          dataset.map(
              filter, at(row[2], filter.halo(data.ndim())), "filtered" + n++, expected.dtype());
      String what = filter + " " + row[2] + " of " + dataset;
      if (row[6].equals("f8")) {
        double largest = Arrays.stream(data.toDoubles()).map(Math::abs).max().orElseThrow();
        assertArrayEquals(
            expected.toDoubles(), filtered.get().toDoubles(), 1e-14 * (1 + largest), what);
      } else {
        assertEquals(expected, filtered.get(), what);
      }
    }
  }

  @Test
  void aFilterReflectsAtTheEdgesAndKeepsTheDType() {
    NDArray data = NDArray.arange(DType.UINT8, 5, 7);
    Dataset dataset = pool.createDataset("data", data, 2, 3);
    Dataset largest = Filter.maximum(3, 1).of(dataset, "largest");
    NDArray expected = NDArray.zeros(DType.UINT8, 5, 7);
    for (int y = 0; y < 5; y++) {
      expected.set(y + "", data.get(Math.min(4, y + 1) + ""));
    }
    assertEquals(expected, largest.get());
    assertEquals(DType.FLOAT64, Filter.uniform(1).of(dataset, "wide", DType.FLOAT64).dtype());
    assertEquals(data, Filter.gaussian(0).of(dataset, "same").get());
  }

  @Test
  void labelsAreThoseOfScipy() {
    Cases cases = new Cases(2);
    int n = 0;
    for (String[] row : some("labels.tsv", 30)) {
      NDArray data = Tables.array("|b1", row[0], row[2]);
      Dataset labels =
          Labels.of(chunked("data" + n, data, cases), "labels" + n++, Integer.parseInt(row[1]));
      assertEquals(Tables.array("<i4", row[0], row[3]), labels.get(), () -> row[1] + " " + labels);
      assertFalse(pool.hasDataset(labels.name() + ".provisional"));
    }
  }

  @Test
  void otsuPartsDarkAndBright() {
    NDArray data = NDArray.arange(DType.INT32, 600);
    int[] elements = (int[]) data.array();
    Arrays.setAll(elements, i -> i * 31 % 97 > 50 ? i * 31 % 97 + 300 : i * 31 % 97);
    // What skimage.filters.threshold_otsu gives.
    assertEquals(50, Threshold.otsu(pool.createDataset("integers", data, 70)));
    NDArray floats = NDArray.zeros(DType.FLOAT64, 1000);
    double[] numbers = (double[]) floats.array();
    Arrays.setAll(numbers, i -> Math.pow(i * 7919 % 1000, 2) / 1e6);
    Dataset dataset = pool.createDataset("floats", floats, 70);
    assertEquals(0.407387126953125, Threshold.otsu(dataset), 1e-9);
    assertEquals(7, Threshold.otsu(pool.createDataset("alike", NDArray.full(DType.INT8, 7, 5))));
  }

  @Test
  void whatIsNotDefinedIsRefused() {
    Dataset dataset = createInts("data", shape(4, 5), 2, 2);
    assertRefused(DosnaException.class, () -> Filter.gaussian(-1), "sigma", "-1.0");
    assertRefused(DosnaException.class, () -> Filter.gaussian(Double.NaN), "NaN");
    assertRefused(DosnaException.class, () -> Filter.median(3, 0), "[3, 0]", "from 1");
    assertRefused(DosnaException.class, () -> Filter.median(), "size");
    assertRefused(DosnaException.class, () -> Filter.sobel(-1), "axis", "-1");
    assertRefused(
        DosnaException.class, () -> Filter.median(3, 3, 3).of(dataset, "x"), "3 axes", "not for 2");
    assertRefused(
        DosnaException.class, () -> Filter.sobel(2).of(dataset, "x"), "3 to 32", "not for 2");
    assertRefused(DosnaException.class, () -> Labels.of(dataset, "x", 3), "1 to 2", "3");
    assertRefused(DosnaException.class, () -> Labels.of(dataset, "x", 0), "1 to 2", "0");
    Dataset complex =
        pool.createDataset("complex", DatasetSpec.of(DType.COMPLEX64, 4).chunkSize(2));
    for (Filter filter : List.of(Filter.uniform(3), Filter.median(3), Filter.minimum(3))) {
      assertRefused(ChunkException.class, () -> filter.of(complex, "x"), "complex64");
    }
    assertFalse(pool.hasDataset("x"));
  }
}
