package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements, slices, shapes, casts and comparisons. */
class NDArrayTest {
  private static final List<String> NAMES =
      List.of(
          "bool",
          "int8",
          "int16",
          "int32",
          "int64",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "float16",
          "float32",
          "float64",
          "complex64",
          "complex128");
  private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

  // --------------------------------------------------------------- elements

  @Test
  void elementsAreReachedFromBothEnds() {
    NDArray array = NDArray.arange(DType.INT32, 3, 4);
    assertEquals(6, array.getLong(1, 2));
    assertEquals(11, array.getLong(-1, -1));
    array.setLong(-5, -3, 0);
    array.setDouble(2.9, 0, 1);
    assertEquals(-5, array.getDouble(0, 0));
    assertEquals(2, array.getObject(0, 1));
  }

  @Test
  void anElementThatDoesNotExistIsNamed() {
    NDArray array = NDArray.arange(DType.INT32, 3, 4);
    assertMessage(
        InvalidSliceException.class,
        () -> array.getLong(0, 4),
        "4",
        "axis 1",
        "allowed are -4 to 3");
    InvalidSliceException empty =
        assertThrows(InvalidSliceException.class, () -> NDArray.zeros(DType.INT8, 0).get("0"));
    assertEquals("Index 0 is out of range for axis 0 with length 0", empty.getMessage());
    assertMessage(InvalidSliceException.class, () -> array.getDouble(-4, 0), "-4", "axis 0");
    assertMessage(InvalidSliceException.class, () -> array.getObject(1), "[3, 4]", "2", "1");
    assertMessage(InvalidSliceException.class, () -> array.setLong(1, 0, 0, 0), "[3, 4]");
    assertMessage(InvalidSliceException.class, () -> NDArray.zeros(DType.INT8).getLong(0), "[]");
  }

  @Test
  void getObjectHasTheTypeThatHoldsEveryValue() {
    List<Class<?>> classes =
        List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Integer.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            Float.class,
            Float.class,
            Double.class,
            Complex.class,
            Complex.class);
    for (int i = 0; i < NAMES.size(); i++) {
      Object value = NDArray.full(DType.of(NAMES.get(i)), 1).getObject();
      assertSame(classes.get(i), value.getClass(), NAMES.get(i));
    }
  }

  @Test
  void uint64HasItsWholeRange() {
    NDArray array = NDArray.of(DType.UINT64, new long[] {-1, Long.MIN_VALUE, 5});
    assertEquals(TWO_TO_64.subtract(BigInteger.ONE), array.getObject(0));
    assertEquals(BigInteger.TWO.pow(63), array.getObject(1));
    assertEquals(-1, array.getLong(0), "wraps");
    assertEquals(0x1p64, array.getDouble(0));
    array.setDouble(1e30, 2);
    assertEquals(TWO_TO_64.subtract(BigInteger.ONE), array.getObject(2));
    array.setDouble(0x1.8p63, 2);
    assertEquals(BigInteger.valueOf(3).shiftLeft(62), array.getObject(2));
    array.setDouble(-1, 2);
    assertEquals(BigInteger.ZERO, array.getObject(2));
    assertEquals("[18446744073709551615  9223372036854775808                    0]", array + "");
  }

  // ---------------------------------------------------------------- slices

  @Test
  void getCopies() {
    NDArray array = NDArray.arange(DType.INT32, 4);
    NDArray whole = array.get("...");
    assertNotSame(array.array(), whole.array());
    whole.setLong(9, 0);
    assertEquals(0, array.getLong(0));
    assertEquals(0, array.get("2").ndim());
  }

  @Test
  void setAcceptsItsOwnElements() {
    NDArray array = NDArray.arange(DType.INT32, 6);
    array.set("::-1", array);
    assertArrayEquals(new long[] {5, 4, 3, 2, 1, 0}, array.toLongs());
    NDArray square = NDArray.arange(DType.INT32, 2, 2);
    square.set("::-1, ::-1", square.reshape(4).reshape(2, 2));
    assertArrayEquals(new long[] {3, 2, 1, 0}, square.toLongs());
  }

  @Test
  void setCastsAValueThatSharesTheArrayUnderAnotherDtype() {
    short[] bits = {0, 1, 2};
    NDArray halves = NDArray.of(DType.FLOAT16, bits);
    halves.set("...", NDArray.of(DType.INT16, bits));
    assertArrayEquals(new double[] {0, 1, 2}, halves.toDoubles());
  }

  @Test
  void setTakesScalarsOfAllKinds() {
    NDArray array = NDArray.zeros(DType.INT16, 2, 3);
    array.set("0", 7);
    array.set(new Slice[] {Slice.at(1), Slice.from(1)}, 2.9);
    array.set("1, 0", (Object) NDArray.full(DType.INT64, 4));
    assertArrayEquals(new long[] {7, 7, 7, 4, 2, 2}, array.toLongs());
    assertMessage(DosnaException.class, () -> array.set("0", "seven"), "'seven'", "int16");
  }

  @Test
  void sliceErrorsNameTheProblem() {
    NDArray array = NDArray.zeros(DType.INT8, 3, 4);
    assertMessage(InvalidSliceException.class, () -> array.get("5"), "5", "axis 0", "length 3");
    assertMessage(InvalidSliceException.class, () -> array.get("0, 0, 0"), "3", "[3, 4]");
    assertMessage(InvalidSliceException.class, () -> array.get("..., ..."), "...");
    assertMessage(InvalidSliceException.class, () -> array.get("a"), "'a'");
    assertMessage(
        InvalidSliceException.class,
        () -> array.set("0", NDArray.zeros(DType.INT8, 3)),
        "[3]",
        "[4]");
  }

  @Test
  void readChecksTheBoxAndTheDtype() {
    NDArray array = NDArray.arange(DType.INT32, 3, 4);
    NDArray into = NDArray.zeros(DType.INT32, 2, 2);
    array.read(new long[] {1, 2}, into);
    assertArrayEquals(new long[] {6, 7, 10, 11}, into.toLongs());
    assertMessage(
        InvalidSliceException.class,
        () -> array.read(new long[] {2, 0}, into),
        "[2, 2]",
        "[2, 0]",
        "[3, 4]");
    assertThrows(InvalidSliceException.class, () -> array.read(new long[] {0}, into));
    assertThrows(InvalidSliceException.class, () -> array.read(new long[] {-1, 0}, into));
    NDArray floats = NDArray.zeros(DType.FLOAT32, 2, 2);
    assertMessage(DosnaException.class, () -> array.read(new long[2], floats), "int32", "float32");
  }

  // ---------------------------------------------------- shapes, casts, equality

  @Test
  void reshapeSharesTheArray() {
    NDArray array = NDArray.arange(DType.INT32, 2, 6);
    NDArray other = array.reshape(3, -1);
    assertArrayEquals(new long[] {3, 4}, other.shape());
    other.setLong(50, 2, 3);
    assertEquals(50, array.getLong(1, 5));
    assertEquals(0, NDArray.of(new int[1]).reshape().ndim());
    assertArrayEquals(new long[] {0}, NDArray.zeros(DType.INT8, 0, 3).reshape(-1).shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "-1,-1", "-2,-6", "-1,5", "-1,0", "12,2", "4294967296,4294967296"})
  void reshapeRefusesOtherSizes(String shape) {
    NDArray array = NDArray.arange(DType.INT32, 12);
    assertMessage(
        DosnaException.class, () -> array.reshape(NumpyTables.longs(shape)), "[12]", "12");
  }

  @Test
  void astypeCopiesOnlyIfItHasTo() {
    NDArray array = NDArray.of(new double[] {1.9, -1.9, Double.NaN, 1e300, -1e300});
    assertSame(array, array.astype(DType.FLOAT64));
    assertSame(array, array.astype(DType.of(">f8")));
    assertArrayEquals(new long[] {1, -1, 0, 127, -128}, array.astype(DType.INT8).toLongs());
    assertArrayEquals(new long[] {1, 0, 0, 255, 0}, array.astype(DType.UINT8).toLongs());
  }

  @Test
  void toLongsAndToDoublesCast() {
    NDArray array = NDArray.of(new double[] {1.9, Double.NaN, 1e300});
    assertArrayEquals(new long[] {1, 0, Long.MAX_VALUE}, array.toLongs());
    NDArray complex = NDArray.of(DType.COMPLEX128, new double[] {1.5, 9, 2.5, 9});
    assertArrayEquals(new double[] {1.5, 2.5}, complex.toDoubles());
    assertArrayEquals(new long[] {1, 2}, complex.toLongs());
  }

  @Test
  void equalsComparesEveryBit() {
    NDArray array = NDArray.of(new float[] {0f, Float.NaN});
    float otherNan = Float.intBitsToFloat(0x7fc00001);
    assertEquals(array, NDArray.of(new float[] {0f, Float.NaN}));
    assertEquals(array.hashCode(), NDArray.of(new float[] {0f, Float.NaN}).hashCode());
    assertNotEquals(array, NDArray.of(new float[] {-0f, Float.NaN}));
    assertNotEquals(array, NDArray.of(new float[] {0f, otherNan}));
    double payload = Double.longBitsToDouble(0x7ff8000000000001L);
    assertNotEquals(NDArray.of(new double[] {Double.NaN}), NDArray.of(new double[] {payload}));
    assertNotEquals(NDArray.of(new double[] {0.0}), NDArray.of(new double[] {-0.0}));
    assertNotEquals(array, array.reshape(2, 1));
    assertNotEquals(NDArray.of(new byte[2]), NDArray.zeros(DType.UINT8, 2));
    assertFalse(array.equals(null));
  }

  @Test
  void allCloseFollowsNumpy() {
    NDArray a = NDArray.of(new double[] {1, 100, Double.POSITIVE_INFINITY});
    NDArray b = NDArray.of(new double[] {1.0001, 100.01, Double.POSITIVE_INFINITY});
    assertTrue(a.allClose(b, 1e-3, 0));
    assertFalse(a.allClose(b, 1e-5, 0));
    assertTrue(a.allClose(b, 0, 0.011));
    NDArray nan = NDArray.of(new double[] {Double.NaN});
    assertFalse(nan.allClose(nan, 1, 1));
    NDArray infinite = NDArray.of(new double[] {Double.POSITIVE_INFINITY});
    assertFalse(infinite.allClose(NDArray.of(new double[] {Double.NEGATIVE_INFINITY}), 1, 1));
    assertFalse(NDArray.of(new double[] {1}).allClose(infinite, 1, 1));
    assertTrue(NDArray.full(DType.INT8, 3, 2, 2).allClose(NDArray.full(DType.FLOAT64, 3), 0, 0));
    assertMessage(
        InvalidSliceException.class, () -> a.allClose(NDArray.of(new double[2]), 0, 0), "[2]");
    NDArray complex = NDArray.full(DType.COMPLEX64, new Complex(1, 1));
    assertFalse(complex.allClose(NDArray.full(DType.COMPLEX64, new Complex(1, 2)), 0.1, 0));
  }
}
