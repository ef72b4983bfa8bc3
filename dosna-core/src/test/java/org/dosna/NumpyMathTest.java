package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arithmetic means what it means in numpy 2, shown by numpy's own results. */
class NumpyMathTest {
  /** A method by its name. */
  private static NDArray call(String method, NDArray a, Object b) {
    return switch (method) {
      case "plus" -> a.plus(b);
      case "minus" -> a.minus(b);
      case "times" -> a.times(b);
      case "divide" -> a.divide(b);
      case "minimum" -> a.minimum(b);
      case "maximum" -> a.maximum(b);
      case "equalTo" -> a.equalTo(b);
      case "notEqualTo" -> a.notEqualTo(b);
      case "lessThan" -> a.lessThan(b);
      case "atMost" -> a.atMost(b);
      case "greaterThan" -> a.greaterThan(b);
      case "atLeast" -> a.atLeast(b);
      case "negative" -> a.negative();
      case "abs" -> a.abs();
      case "sqrt" -> a.sqrt();
      case "exp" -> a.exp();
      case "log" -> a.log();
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static Object operand(String dtype, String shape, String elements) {
    return switch (dtype) {
      case "" -> 0;
      case "int" -> Long.parseLong(elements);
      case "float" -> elements.equals("inf") ? Double.POSITIVE_INFINITY : Double.valueOf(elements);
      default -> NumpyTables.array(dtype, shape, elements);
    };
  }

  @TestFactory
  Stream<DynamicTest> resultsAreNumpys() {
    return NumpyTables.rows("math.tsv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[1] + "[" + row[2] + "]." + row[0] + "(" + row[4] + "[" + row[5] + "])",
                    () -> assertResult(row)));
  }

  private static void assertResult(String[] row) {
    NDArray a = NumpyTables.array(row[1], row[2], row[3]);
    Object b = operand(row[4], row[5], row[6]);
    if (row[7].equals("error")) {
      assertThrows(DosnaException.class, () -> call(row[0], a, b));
      return;
    }
    NDArray expected = NumpyTables.array(row[7], row[8], row[9]);
    NDArray actual = call(row[0], a, b);
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(expected.shape(), actual.shape());
    boolean rounded = row[0].equals("exp") || row[0].equals("log");
    for (int i = 0; i < expected.size(); i++) {
      double want = expected.reshape(-1).getDouble(i);
      double have = actual.reshape(-1).getDouble(i);
      double ulp =
          switch (expected.dtype().numpy().substring(1)) {
            case "f2" -> Math.max(Math.abs(want) * 0x1p-10, 0x1p-24);
            case "f4" -> Math.ulp((float) want);
            default -> Math.ulp(want);
          };
      // Which of two zeros is the smaller one, numpy leaves to the processor.
      boolean zeros = row[0].endsWith("imum") && want == have;
      boolean near = zeros || (rounded && Math.abs(want - have) <= 2 * ulp);
      assertTrue(
          near || Double.compare(want, have) == 0,
          () -> a + " and " + b + ": expected " + expected + ", was " + actual);
    }
    if (expected.dtype().element().isIntegral()) {
      assertEquals(expected, actual);
    }
  }

  @Test
  void complexNumbersAreComputed() {
    NDArray a = NDArray.of(DType.COMPLEX128, new double[] {1, 2, -3, 0.5}, 2);
    NDArray b = NDArray.of(DType.COMPLEX128, new double[] {0, 1, 2, -2}, 2);
    assertEquals(new Complex(1, 3), a.plus(b).getObject(0));
    assertEquals(new Complex(-5, 2.5), a.minus(b).getObject(1));
    assertEquals(new Complex(-2, 1), a.times(b).getObject(0));
    assertEquals(new Complex(2, -1), a.divide(b).getObject(0));
    assertEquals(new Complex(-1, -2), a.negative().getObject(0));
    assertEquals(Math.hypot(1, 2), a.abs().getDouble(0));
    assertEquals(DType.FLOAT64, a.abs().dtype());
    assertEquals(true, a.equalTo(new Complex(1, 2)).getObject(0));
    assertEquals(DType.COMPLEX64, NDArray.zeros(DType.FLOAT32, 1).plus(new Complex(0, 1)).dtype());
    assertThrows(DosnaException.class, () -> a.lessThan(b));
    assertThrows(DosnaException.class, a::sqrt);
  }

  @Test
  void hugeIntegersAreComparedExactly() {
    BigInteger huge = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    NDArray unsigned = NDArray.full(DType.UINT64, huge, 1);
    NDArray signed = NDArray.of(new long[] {-1});
    assertEquals(false, unsigned.equalTo(signed).getObject(0));
    assertEquals(true, signed.lessThan(unsigned).getObject(0));
    assertEquals(true, unsigned.equalTo(huge).getObject(0));
    assertEquals(true, NDArray.of(new byte[] {5}).lessThan(huge).getObject(0));
    assertThrows(DosnaException.class, () -> signed.plus(huge));
    assertThrows(DosnaException.class, () -> signed.plus("1"));
  }

  @Test
  void elementsAreClippedAndChosen() {
    NDArray a = NDArray.of(new int[] {-5, 0, 5, 10});
    assertEquals(NDArray.of(new int[] {-1, 0, 5, 7}), a.clip(-1, 7));
    assertEquals(NDArray.of(new int[] {1, 1, 5, 10}), NDArrays.where(a.greaterThan(0), a, 1));
    NDArray halves = NDArrays.where(NDArray.of(new boolean[] {true, false}, 2, 1), a, 0.5);
    assertEquals(DType.FLOAT64, halves.dtype());
    assertArrayEquals(new double[] {-5, 0, 5, 10, 0.5, 0.5, 0.5, 0.5}, halves.toDoubles());
    assertEquals(DType.INT64, NDArrays.where(a, 1, 2).dtype());
    assertThrows(InvalidSliceException.class, () -> NDArrays.where(a, NDArray.of(new int[3]), 0));
  }

  @Test
  void axesAreTurned() {
    NDArray a = NDArray.arange(DType.COMPLEX64, 2, 3, 4);
    NDArray turned = a.transpose(1, -1, 0);
    assertArrayEquals(new long[] {3, 4, 2}, turned.shape());
    assertEquals(a.get("1, 2, 3"), turned.get("2, 3, 1"));
    assertEquals(a.transpose(2, 1, 0), a.transpose());
    assertEquals(a.transpose(1, 0, 2), a.swapAxes(0, 1));
    assertEquals(a, turned.transpose(2, 0, 1));
    assertEquals(a.get("::-1, ::-1, ::-1"), a.flip());
    assertEquals(a.get(":, :, ::-1"), a.flip(-1));
    assertEquals(NDArray.zeros(DType.INT8, 3, 0), NDArray.zeros(DType.INT8, 0, 3).transpose());
    assertThrows(InvalidSliceException.class, () -> a.transpose(0, 1));
    assertThrows(InvalidSliceException.class, () -> a.transpose(0, 1, 1));
    assertThrows(InvalidSliceException.class, () -> a.flip(3));
  }

  @Test
  void arraysAreJoined() {
    NDArray a = NDArray.arange(DType.INT16, 2, 3);
    NDArray b = NDArray.full(DType.UINT16, 7, 2, 1);
    NDArray both = NDArrays.concat(-1, a, b);
    assertEquals(NDArray.of(new int[] {0, 1, 2, 7, 3, 4, 5, 7}, 2, 4), both);
    assertEquals(a, NDArrays.stack(1, a, a).get(":, 1"));
    assertArrayEquals(new long[] {2, 3, 2}, NDArrays.stack(-1, a, a).shape());
    assertThrows(DosnaException.class, () -> NDArrays.concat(0, a, b));
    assertThrows(DosnaException.class, () -> NDArrays.stack(0, a, b));
    assertThrows(DosnaException.class, () -> NDArrays.concat(0));
    assertThrows(InvalidSliceException.class, () -> NDArrays.concat(2, a, a));
  }

  @Test
  void labelsAreCounted() {
    NDArrays.Unique labels =
        NDArrays.unique(NDArray.of(DType.UINT64, new long[] {3, -1, 3, 0, -1, 3}, 2, 3));
    assertEquals(NDArray.of(DType.UINT64, new long[] {0, 3, -1}), labels.values());
    assertEquals(NDArray.of(new long[] {1, 3, 2}), labels.counts());
    double nan = Double.NaN;
    NDArrays.Unique floats =
        NDArrays.unique(NDArray.of(new double[] {nan, 1, -0.0, nan, 0.0, 1, -2}));
    assertArrayEquals(new double[] {-2, -0.0, 1, nan}, floats.values().toDoubles());
    assertEquals(NDArray.of(new long[] {1, 2, 2, 2}), floats.counts());
    assertEquals(0, NDArrays.unique(NDArray.zeros(DType.BOOL, 0)).counts().size());
    assertThrows(DosnaException.class, () -> NDArrays.unique(NDArray.zeros(DType.COMPLEX64, 1)));
  }
}
