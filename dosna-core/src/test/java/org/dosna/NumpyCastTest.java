package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
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

  /** The halves with the bits 0, 1, 2 and so on. */
  private static double[] halves(int count) {
    short[] bits = new short[count];
    for (int i = 0; i < count; i++) {
      bits[i] = (short) i;
    }
    return NDArray.of(DType.FLOAT16, bits).toDoubles();
  }

  private static int[] halfBits(IntToDoubleFunction value, int count) {
    double[] values = IntStream.range(0, count).mapToDouble(value).toArray();
    short[] bits = (short[]) NDArray.of(values).astype(DType.FLOAT16).array();
    return IntStream.range(0, count).map(i -> bits[i] & 0xffff).toArray();
  }

  @Test
  void everyHalfHasItsValueAndComesBack() {
    double[] halves = halves(65536);
    int[] back = halfBits(i -> halves[i], 65536);
    for (int bits = 0; bits < 65536; bits++) {
      assertEquals(halfByDefinition(bits), halves[bits], "half " + bits);
      boolean same =
          Double.isNaN(halves[bits]) ? Double.isNaN(halves[back[bits]]) : back[bits] == bits;
      assertTrue(same, "half " + bits);
    }
  }

  @Test
  void doublesRoundToTheNearestHalfAndTiesToTheEvenOne() {
    int infinity = 0x7c00;
    double[] halves = halves(infinity);
    // Above the largest half rounding goes on as if the exponent had no end.
    IntToDoubleFunction tie = i -> (halves[i] + (i + 1 == infinity ? 0x1p16 : halves[i + 1])) / 2;
    int[] even = halfBits(tie, infinity);
    int[] negative = halfBits(i -> -tie.applyAsDouble(i), infinity);
    int[] below = halfBits(i -> Math.nextDown(tie.applyAsDouble(i)), infinity);
    int[] above = halfBits(i -> Math.nextUp(tie.applyAsDouble(i)), infinity);
    for (int i = 0; i < infinity; i++) {
      assertEquals(i + (i & 1), even[i], "tie after half " + i);
      assertEquals(i + (i & 1) | 0x8000, negative[i], "negative tie after half " + i);
      assertEquals(i, below[i], "just below the tie after half " + i);
      assertEquals(i + 1, above[i], "just above the tie after half " + i);
    }
  }

  @Test
  void aNanWithASmallPayloadDoesNotBecomeAnInfinity() {
    double smallPayload = Double.longBitsToDouble(0x7ff0000000000001L);
    assertTrue(Double.isNaN(NDArray.full(DType.FLOAT16, smallPayload).getDouble()));
  }

  @Test
  void unsignedIntegersKeepTheirWholeRange() {
    NDArray array = NDArray.of(DType.UINT64, new long[] {-1, Long.MIN_VALUE, 0});
    assertArrayEquals(new double[] {0x1p64, 0x1p63, 0}, array.toDoubles());
    assertEquals("18446744073709551615", array.getObject(0).toString());
    assertEquals(array, array.astype(DType.INT64).astype(DType.UINT64));
  }
}
