package org.dosna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrays print as numpy's str prints them. */
class NumpyPrintTest {
  @TestFactory
  Stream<DynamicTest> toStringIsNumpysStr() {
    return NumpyTables.rows("print.tsv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0] + " (" + row[1] + ") " + row[3].lines().findFirst().orElse(""),
                    () ->
                        assertEquals(
                            row[3].replace("\\n", "\n"),
                            NumpyTables.array(row[0], row[1], row[2]).toString())));
  }

  @Test
  void aLargeArrayPrintsItsEdgesOnly() {
    NDArray array = NDArray.zeros(DType.INT8, 20_000_000);
    array.set("3:-3", 100);
    // The 100s are not looked at: they would make the columns wider.
    assertEquals("[0 0 0 ... 0 0 0]", array.toString());
  }

  @Test
  void everyFloatOfASampleReadsBackFromItsDigits() {
    NDArray bits = NDArray.random(DType.UINT32, 11, 5_000);
    int[] array = (int[]) bits.array();
    for (int pattern : array) {
      float value = Float.intBitsToFloat(pattern);
      String digits = NDArray.full(DType.FLOAT32, value).toString();
      assertTrue(
          Float.isNaN(value) ? digits.equals("nan") : Float.parseFloat(named(digits)) == value,
          () -> value + " is printed as " + digits);
    }
  }

  private static String named(String digits) {
    return digits.replace("inf", "Infinity");
  }
}
