package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Arrays from arrays, nested arrays, numbers and seeds. */
class NDArrayFactoryTest {
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

  @Test
  void wrapsArraysOfEachType() {
    double[] doubles = {1, 2, 3, 4, 5, 6};
    NDArray array = NDArray.of(doubles, 2, 3);
    assertSame(doubles, array.array());
    assertSame(DType.FLOAT64, array.dtype());
    assertArrayEquals(new long[] {2, 3}, array.shape());
    assertEquals(2, array.ndim());
    assertEquals(6, array.size());
    doubles[5] = 60;
    assertEquals(60, array.getDouble(1, 2));

    assertSame(DType.FLOAT32, NDArray.of(new float[2]).dtype());
    assertSame(DType.INT64, NDArray.of(new long[2]).dtype());
    assertSame(DType.INT32, NDArray.of(new int[2]).dtype());
    assertSame(DType.INT16, NDArray.of(new short[2]).dtype());
    assertSame(DType.INT8, NDArray.of(new byte[2]).dtype());
    assertArrayEquals(new long[] {2}, NDArray.of(new byte[2]).shape());
  }

  @Test
  void copiesBooleans() {
    boolean[] flags = {true, false};
    NDArray array = NDArray.of(flags);
    flags[1] = true;
    assertSame(DType.BOOL, array.dtype());
    assertArrayEquals(new byte[] {1, 0}, (byte[]) array.array());
  }

  @Test
  void theShapeGivenIsCopied() {
    long[] shape = {2, 2};
    NDArray array = NDArray.of(new int[4], shape);
    shape[0] = 9;
    array.shape()[1] = 9;
    assertArrayEquals(new long[] {2, 2}, array.shape());
  }

  @Test
  void wrapsTypesThatJavaDoesNotHave() {
    assertEquals(4294967295L, NDArray.of(DType.UINT32, new int[] {-1}).getLong(0));
    assertEquals(1.5, NDArray.of(DType.FLOAT16, new short[] {0x3e00}).getDouble(0));
    NDArray complex = NDArray.of(DType.COMPLEX64, new float[] {1, 2, 3, 4});
    assertArrayEquals(new long[] {2}, complex.shape());
    assertEquals(new Complex(3, 4), complex.getObject(1));
    assertSame(DType.FLOAT32, NDArray.of(DType.of(">f4"), new float[1]).dtype());
  }

  @Test
  void refusesArraysThatDoNotFit() {
    assertMessage(
        DosnaException.class, () -> NDArray.of(new int[5], 2, 3), "[2, 3]", "int32", "6", "5");
    assertMessage(
        DosnaException.class,
        () -> NDArray.of(DType.COMPLEX128, new double[3], 3),
        "complex128",
        "6",
        "3");
    assertMessage(
        DosnaException.class,
        () -> NDArray.of(DType.UINT16, new int[4]),
        "uint16",
        "short[]",
        "int[]");
    assertMessage(DosnaException.class, () -> NDArray.of(DType.UINT16, null), "null");
    assertMessage(DosnaException.class, () -> NDArray.of(new int[0], -1), "[-1]");
    assertMessage(DosnaException.class, () -> NDArray.of(DType.COMPLEX64, new float[3]), "3");
  }

  @Test
  void refusesArraysThatJavaCannotHold() {
    assertMessage(
        DosnaException.class, () -> NDArray.zeros(DType.INT8, 1L << 31), "[2147483648]", "int8");
    assertMessage(
        DosnaException.class, () -> NDArray.zeros(DType.COMPLEX64, 1L << 30), "complex64");
    assertMessage(
        DosnaException.class,
        () -> NDArray.zeros(DType.INT8, Long.MAX_VALUE, Long.MAX_VALUE, 4),
        "int8");
    assertEquals(0, NDArray.zeros(DType.INT8, 1L << 31, 0).size());
    assertEquals(0, NDArray.zeros(DType.INT8, 0, 1L << 31).size());
  }

  @Test
  void zerosOfEveryDtype() {
    for (String name : NAMES) {
      NDArray array = NDArray.zeros(DType.of(name), 2, 3);
      assertEquals(name, array.dtype().toString());
      assertArrayEquals(new double[6], array.toDoubles());
      assertEquals(1, NDArray.zeros(DType.of(name)).size(), "0-d");
    }
  }

  @Test
  void arangeCountsInCOrder() {
    for (String name : NAMES.subList(1, NAMES.size())) {
      NDArray array = NDArray.arange(DType.of(name), 2, 3);
      assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5}, array.toLongs(), name);
      assertEquals(5, array.getLong(1, 2), name);
    }
    assertArrayEquals(new long[] {0, 1, 1}, NDArray.arange(DType.BOOL, 3).toLongs());
    assertEquals(-128, NDArray.arange(DType.INT8, 130).getLong(128));
  }

  @Test
  void fullTakesAnyNumber() {
    assertEquals(7, NDArray.full(DType.INT16, 7, 2, 2).getLong(1, 1));
    assertEquals(2.5, NDArray.full(DType.FLOAT32, 2.5, 3).getDouble(2));
    assertEquals(true, NDArray.full(DType.BOOL, true).getObject());
    assertEquals(1, NDArray.full(DType.INT8, true).getLong());
    assertEquals(new Complex(1, -2), NDArray.full(DType.COMPLEX64, new Complex(1, -2)).getObject());
    assertEquals(3, NDArray.full(DType.UINT8, new Complex(3, 0)).getLong());
    assertEquals(9, NDArray.full(DType.INT32, new AtomicInteger(9)).getLong());
    assertEquals(0.5, NDArray.full(DType.FLOAT64, new BigDecimal("0.5")).getDouble());
    BigInteger largest = TWO_TO_64.subtract(BigInteger.ONE);
    assertEquals(largest, NDArray.full(DType.UINT64, largest).getObject());
    assertEquals(0x1p64, NDArray.full(DType.FLOAT64, largest).getDouble());
    assertEquals(255, NDArray.full(DType.UINT8, 1e9).getLong());
    assertEquals(1, NDArray.full(DType.UINT8, 257).getLong());
  }

  @Test
  void fullRefusesWhatIsNoNumber() {
    assertMessage(DosnaException.class, () -> NDArray.full(DType.INT8, "x"), "'x'", "int8");
    assertMessage(DosnaException.class, () -> NDArray.full(DType.INT8, null), "null", "int8");
    assertMessage(
        DosnaException.class, () -> NDArray.full(DType.FLOAT32, new Complex(1, 2)), "(1+2j)");
  }

  @Test
  void randomIsTheSameForTheSameSeed() {
    for (String name : NAMES) {
      DType dtype = DType.of(name);
      assertEquals(NDArray.random(dtype, 3, 50), NDArray.random(dtype, 3, 50));
      assertNotEquals(NDArray.random(dtype, 3, 50), NDArray.random(dtype, 4, 50));
    }
  }

  @Test
  void randomCoversItsRange() {
    for (String name : List.of("float16", "float32", "float64", "complex64", "complex128")) {
      double[] values = NDArray.random(DType.of(name), 5, 20_000).toDoubles();
      assertTrue(Arrays.stream(values).allMatch(x -> x >= 0 && x < 1), name);
      assertEquals(0.5, Arrays.stream(values).average().orElse(0), 0.02, name);
    }
    long[] bytes = NDArray.random(DType.INT8, 5, 5_000).toLongs();
    assertEquals(-128, Arrays.stream(bytes).min().orElse(0));
    assertEquals(127, Arrays.stream(bytes).max().orElse(0));
    long[] flags = NDArray.random(DType.BOOL, 5, 1_000).toLongs();
    assertEquals(500, Arrays.stream(flags).sum(), 100);
  }

  @Test
  void ofNestedCopies() {
    double[][] rows = {{1, 2, 3}, {4, 5, 6}};
    NDArray array = NDArray.ofNested(rows);
    rows[0][0] = 100;
    assertEquals(NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3), array);
    assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, (double[][]) array.toNested());
  }

  @Test
  void nestedArraysOfEachTypeComeBack() {
    List<Object> arrays =
        List.of(
            new boolean[][] {{true, false}},
            new byte[][] {{1}, {2}},
            new short[][][] {{{1, 2}}},
            new int[] {1, 2, 3},
            new long[][] {{1L << 60}},
            new float[][] {{1.5f, Float.NaN}},
            new double[0][],
            new double[3][0]);
    for (Object nested : arrays) {
      NDArray array = NDArray.ofNested(nested);
      assertTrue(
          Arrays.deepEquals(new Object[] {nested}, new Object[] {array.toNested()})
              || array.size() == 0,
          () -> "of shape " + Arrays.toString(array.shape()));
    }
    assertArrayEquals(new long[] {0, 0}, NDArray.ofNested(new double[0][]).shape());
    assertArrayEquals(new long[] {3, 0}, NDArray.ofNested(new double[3][0]).shape());
  }

  @Test
  void nestedComplexHasALastAxisOfTwo() {
    NDArray array = NDArray.of(DType.COMPLEX64, new float[] {1, 2, 3, 4}, 2);
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, (float[][]) array.toNested());
    assertEquals(new Complex(1, 2), array.get("0").toNested());
    assertEquals(7, NDArray.full(DType.INT32, 7).toNested());
  }

  @Test
  void ofNestedRefusesWhatIsRaggedOrNoArray() {
    assertMessage(
        DosnaException.class, () -> NDArray.ofNested(new int[][] {{1, 2}, {3}}), "ragged", "2");
    assertMessage(
        DosnaException.class, () -> NDArray.ofNested(new int[][] {{1}, null}), "ragged", "axis 1");
    assertMessage(DosnaException.class, () -> NDArray.ofNested("text"), "String");
    assertMessage(DosnaException.class, () -> NDArray.ofNested(null), "null");
    assertMessage(DosnaException.class, () -> NDArray.ofNested(new String[] {"a"}), "String[]");
    assertMessage(DosnaException.class, () -> NDArray.ofNested(new char[] {'a'}), "char[]");
  }
}
