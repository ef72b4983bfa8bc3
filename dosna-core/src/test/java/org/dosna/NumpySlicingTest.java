package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Slices mean what they mean in numpy, shown by numpy's own results. */
class NumpySlicingTest {
  @TestFactory
  Stream<DynamicTest> getReadsWhatNumpyReads() {
    return NumpyTables.rows("get.tsv").stream()
        .map(row -> DynamicTest.dynamicTest("(" + row[0] + ")[" + row[1] + "]", () -> get(row)));
  }

  private static void get(String[] row) {
    NDArray array = NDArray.arange(DType.INT64, NumpyTables.longs(row[0]));
    if (row[2].equals("error")) {
      assertThrows(InvalidSliceException.class, () -> array.get(row[1]));
      return;
    }
    NDArray result = array.get(row[1]);
    assertArrayEquals(NumpyTables.longs(row[2]), result.shape());
    assertArrayEquals(NumpyTables.longs(row[3]), result.toLongs());
    // The same in another element size, with two slots per element.
    NDArray complex = array.astype(DType.COMPLEX64).get(row[1]);
    assertEquals(result.astype(DType.COMPLEX64), complex);
  }

  @TestFactory
  Stream<DynamicTest> setWritesWhatNumpyWrites() {
    return NumpyTables.rows("set.tsv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    "(" + row[0] + ")[" + row[1] + "] = (" + row[2] + ")", () -> set(row)));
  }

  private static void set(String[] row) {
    long[] shape = NumpyTables.longs(row[0]);
    NDArray array = NDArray.arange(DType.INT64, shape);
    NDArray value = NDArray.arange(DType.INT64, NumpyTables.longs(row[2]));
    Arrays.setAll((long[]) value.array(), i -> 100 + i);
    if (row[3].equals("error")) {
      assertThrows(InvalidSliceException.class, () -> array.set(row[1], value));
      assertEquals(NDArray.arange(DType.INT64, shape), array, "a failed set changes nothing");
      return;
    }
    array.set(row[1], value);
    assertArrayEquals(NumpyTables.longs(row[3]), array.toLongs());
    // A value of another dtype is cast.
    NDArray floats = NDArray.arange(DType.FLOAT32, shape);
    floats.set(row[1], value.astype(DType.UINT16));
    assertArrayEquals(NumpyTables.longs(row[3]), floats.toLongs());
  }
}
