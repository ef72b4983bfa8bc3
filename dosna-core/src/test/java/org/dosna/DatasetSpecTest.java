package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSpecTest {
  @Test
  void shapesThatAreNotAllowedAreRefused() {
    assertMessage(DosnaException.class, () -> DatasetSpec.of(DType.INT8), "1 to 32", "[]");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, new long[33]), "1 to 32", "33");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 3, -1), "negative", "[3, -1]");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 1L << 32, 1L << 31), "2^63");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 0, 1L << 32, 1L << 31), "2^63");
    assertEquals(1, DatasetSpec.of(DType.INT8, Long.MAX_VALUE).shape().length);
  }

  @Test
  void chunkSizesThatAreNotAllowedAreRefused() {
    DatasetSpec spec = DatasetSpec.of(DType.COMPLEX64, 100, 100);
    assertMessage(DosnaException.class, () -> spec.chunkSize(10), "2", "[100, 100]", "[10]");
    assertMessage(DosnaException.class, () -> spec.chunkSize(10, 0), "1 or more", "[10, 0]");
    assertMessage(DosnaException.class, () -> spec.chunkSize(-1, 10), "1 or more");
    assertMessage(
        DosnaException.class,
        () -> spec.chunkSize(1 << 15, 1 << 15),
        "2^31-9",
        "complex64",
        "[100, 100]");
    assertMessage(
        DosnaException.class, () -> spec.chunkSize(Integer.MAX_VALUE, Integer.MAX_VALUE), "2^31-9");
    assertArrayEquals(new int[] {200, 1}, spec.chunkSize(200, 1).chunkSize());
  }

  @Test
  void fillValuesAreCast() {
    assertEquals(0f, DatasetSpec.of(DType.FLOAT32, 1).fillValue());
    assertEquals(false, DatasetSpec.of(DType.BOOL, 1).fillValue());
    assertEquals(2, DatasetSpec.of(DType.INT32, 1).fillValue(2.9).fillValue());
    assertEquals(true, DatasetSpec.of(DType.BOOL, 1).fillValue(7).fillValue());
    BigInteger max = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    assertEquals(max, DatasetSpec.of(DType.UINT64, 1).fillValue(max).fillValue());
    Complex complex = new Complex(1.5, -2);
    assertEquals(complex, DatasetSpec.of(DType.COMPLEX64, 1).fillValue(complex).fillValue());
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 1).fillValue("0"), "'0'", "Number");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.FLOAT32, 1).fillValue(complex), "float32");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 1).fillValue(null), "null");
  }

  @Test
  void isNotChangedFromOutside() {
    long[] shape = {4, 4};
    int[] chunkSize = {2, 2};
    DatasetSpec spec = DatasetSpec.of(DType.INT8, shape).chunkSize(chunkSize);
    shape[0] = 9;
    chunkSize[0] = 9;
    spec.shape()[0] = 9;
    spec.chunkSize()[0] = 9;
    assertArrayEquals(new long[] {4, 4}, spec.shape());
    assertArrayEquals(new int[] {2, 2}, spec.chunkSize());
    spec.fillValue(5);
    assertEquals((byte) 0, spec.fillValue());
  }

  @ParameterizedTest
  @CsvSource({
    // dtype, shape, chunk size chosen
    "float64, 100 100,        100 100",
    "uint8,   1048576,        1048576",
    "uint8,   1048577,        524289",
    "float32, 262144,         262144",
    "int16,   0,              1",
    "int16,   5 0 3,          5 1 3",
    "float32, 4 1000000,      4 62500",
    "uint8,   3 10000 10000,  3 589 589",
    "float32, 256 256 256,    64 64 64",
  })
  void chunkSizesAreChosen(String dtype, String shape, String chunkSize) {
    long[] lengths = Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    int[] expected = Arrays.stream(chunkSize.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertArrayEquals(expected, DatasetSpec.of(DType.of(dtype), lengths).chunkSize());
  }

  @Test
  void chosenChunksAreNearlyOneMebibyte() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      long[] shape = new long[1 + random.nextInt(6)];
      Arrays.setAll(shape, axis -> 1 + (long) Math.exp(random.nextDouble() * 7));
      DatasetSpec spec = DatasetSpec.of(DType.INT16, shape);
      long chunk = 2;
      long all = 2;
      for (int axis = 0; axis < shape.length; axis++) {
        chunk *= spec.chunkSize()[axis];
        all *= shape[axis];
        assertTrue(spec.chunkSize()[axis] <= shape[axis], spec::toString);
      }
      assertTrue(chunk <= 1 << 20, spec::toString);
      assertTrue(chunk == all || chunk > 1 << 17, spec::toString);
    }
  }

  @Test
  void edgesAreCut() {
    DatasetSpec spec = DatasetSpec.of(DType.INT8, 7, 10, 3).chunkSize(3, 4, 8).fillValue(5);
    assertArrayEquals(new long[] {3, 3, 1}, spec.chunkGrid());
    assertArrayEquals(new int[] {3, 4, 3}, spec.extent(new long[] {0, 0, 0}));
    assertArrayEquals(new int[] {1, 2, 3}, spec.extent(new long[] {2, 2, 0}));
    NDArray chunk = NDArray.full(DType.INT8, 1, 3, 4, 8);
    spec.fillOutside(new long[] {2, 2, 0}, chunk);
    NDArray expected = spec.fillChunk();
    expected.set("0, :2, :3", 1);
    assertEquals(expected, chunk);
    assertEquals("int8 [7, 10, 3], chunks [3, 4, 8], grid [3, 3, 1]", spec.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "float32, -1.5, '<f4 100,20 10,7 0000c0bf'",
    ">f4, -1.5, '>f4 100,20 10,7 bfc00000'",
    "uint8, 7, '|u1 100,20 10,7 07'",
    "bool, 1, '|b1 100,20 10,7 01'",
    "int64, -2, '<i8 100,20 10,7 feffffffffffffff'"
  })
  void textIsReadAsItWasWritten(String dtype, double fill, String text) {
    DatasetSpec spec = DatasetSpec.of(DType.of(dtype), 100, 20).chunkSize(10, 7).fillValue(fill);
    assertEquals(text, spec.toText());
    DatasetSpec read = DatasetSpec.parse(text + "\n");
    assertEquals(spec.toString(), read.toString());
    assertEquals(spec.dtype(), read.dtype());
    assertEquals(spec.fillElement(), read.fillElement());
  }

  @Test
  void textKeepsEveryBitOfTheFillValue() {
    NDArray nan = NDArray.of(new double[] {Double.longBitsToDouble(0x7ff0000000000abcL)}, 1);
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT64, 5).fillValue(Double.NaN);
    String text = spec.toText().replace("000000000000f87f", "bc0a00000000f07f");
    assertEquals(nan.get("0"), DatasetSpec.parse(text).fillElement());
    assertEquals(text, DatasetSpec.parse(text).toText());
    DatasetSpec complex = DatasetSpec.of(DType.COMPLEX64, 5).fillValue(new Complex(1, -2));
    assertEquals(complex.fillElement(), DatasetSpec.parse(complex.toText()).fillElement());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<f4 100 10",
        "<f4 100 10 00000000 more",
        "<f5 100 10 00000000",
        "<f4 100,x 10,10 00000000",
        "<f4 100 10,10 00000000",
        "<f4 100 99999999999 00000000",
        "<f4 100 10 0000",
        "<f4 100 10 0000000000",
        "<f4 100 10 zzzzzzzz"
      })
  void textThatIsNoSpecIsRefused(String text) {
    assertMessage(DosnaException.class, () -> DatasetSpec.parse(text), "'" + text + "'", "<f4");
  }

  @Test
  void aFillValueThatIntegersDoNotHoldIsRefused() {
    DatasetSpec bytes = DatasetSpec.of(DType.INT8, 5);
    for (Object value :
        List.of(300, -129, 128L, Double.NaN, 1e300, 128.5, Float.NEGATIVE_INFINITY)) {
      assertMessage(
          DosnaException.class,
          () -> bytes.fillValue(value),
          value.toString(),
          "int8",
          "-128 to 127");
    }
    assertMessage(
        DosnaException.class,
        () -> DatasetSpec.of(DType.UINT16, 5).fillValue(-1),
        "-1",
        "0 to 65535");
    assertEquals((byte) -128, bytes.fillValue(-128.0).fillValue());
    assertEquals(true, DatasetSpec.of(DType.BOOL, 5).fillValue(300).fillValue());
    // Casts of what there is are as everywhere: map and copy rely on it.
    DatasetSpec doubles = DatasetSpec.of(DType.FLOAT64, 5).fillValue(Double.NaN);
    assertEquals((byte) 0, doubles.dtype(DType.INT8).fillValue());
  }
}
