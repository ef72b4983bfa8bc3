package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Casts give what numpy gives; where numpy leaves it to the machine, what Java gives. */
class NumpyCastTest {
  @TestFactory
  Stream<DynamicTest> astypeCastsAsNumpyDoes() {
    return NumpyTables.rows("cast.tsv").stream()
        .flatMap(row -> IntStream.range(1, row.length / 2).mapToObj(pair -> test(row, 2 * pair)));
  }

  private static DynamicTest test(String[] row, int column) {
    NDArray from = NumpyTables.array(row[0], row[1]);
    NDArray wanted = NumpyTables.array(row[column], row[column + 1]);
    return DynamicTest.dynamicTest(
        row[0] + " to " + row[column],
        () -> {
          assertSame(from, wanted, from.astype(wanted.dtype()));
          NDArray target = NDArray.zeros(wanted.dtype(), from.size());
          target.set("::-1", from.get("::-1"));
          assertSame(from, wanted, target);
        });
  }

  /** Same bits, but for NaN, of which any will do. */
  private static void assertSame(NDArray from, NDArray wanted, NDArray cast) {
    for (int i = 0; i < wanted.size(); i++) {
      Object expected = wanted.getObject(i);
      assertEquals(expected, cast.getObject(i), "of " + from.getObject(i));
    }
  }

  private static double half(int bits) {
    NDArray array = NDArray.of(DType.FLOAT16, new short[] {(short) bits});
    return array.getDouble(0);
  }

  private static int bits(double value) {
    NDArray array = NDArray.full(DType.FLOAT16, value);
    return ((short[]) array.array())[0] & 0xffff;
  }

  /** The definition in IEEE 754, of all 65536. */
  private static double halfByDefinition(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        exponent == 31
            ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            : exponent == 0
                ? fraction * Math.pow(2, -24)
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return bits >= 0x8000 ? -magnitude : magnitude;
  }

  @Test
  void everyHalfHasItsValueAndComesBack() {
    for (int bits = 0; bits < 65536; bits++) {
      double value = half(bits);
      assertEquals(halfByDefinition(bits), value, "half " + Integer.toHexString(bits));
      int back = bits(value);
      assertTrue(Double.isNaN(value) ? Double.isNaN(half(back)) : back == bits);
    }
  }

  @Test
  void doublesRoundToTheNearestHalfAndTiesToTheEvenOne() {
    for (int low = 0; low < 0x7c00; low++) {
      // Above the largest half rounding goes on as if the exponent had no end.
      double below = half(low);
      double above = low == 0x7bff ? 65536 : half(low + 1);
      double middle = (below + above) / 2;
      int even = (low & 1) == 0 ? low : low + 1;
      assertEquals(even, bits(middle), "tie after half " + low);
      assertEquals(low, bits(Math.nextDown(middle)), "just below the tie after half " + low);
      assertEquals(low + 1, bits(Math.nextUp(middle)), "just above the tie after half " + low);
      assertEquals(even | 0x8000, bits(-middle), "negative tie after half " + low);
      assertEquals(low, bits((float) below), "half " + low);
    }
  }

  @Test
  void anInfinityIsNotAnswerToASmallNaN() {
    double smallPayload = Double.longBitsToDouble(0x7ff0000000000001L);
    assertTrue(Double.isNaN(half(bits(smallPayload))));
  }

  @Test
  void unsignedIntegersKeepTheirWholeRange() {
    NDArray array = NDArray.of(DType.UINT64, new long[] {-1, Long.MIN_VALUE, 0});
    assertArrayEquals(new double[] {0x1p64, 0x1p63, 0}, array.toDoubles());
    assertEquals("18446744073709551615", array.getObject(0).toString());
    assertEquals(array, array.astype(DType.INT64).astype(DType.UINT64));
  }
}
