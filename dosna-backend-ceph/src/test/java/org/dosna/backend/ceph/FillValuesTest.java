package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.dosna.Complex;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;

/** Fill values as Python prints and reads them. */
class FillValuesTest {
  private static void assertWritten(String text, Object value, Object read) {
    assertEquals(text, FillValues.format(value));
    assertEquals(read, FillValues.parse(text));
  }

  @Test
  void wholeNumbersHaveNoPoint() {
    assertWritten("7", 7.0, BigInteger.valueOf(7));
    assertWritten("-3", -3.0f, BigInteger.valueOf(-3));
    assertWritten("1", true, BigInteger.ONE);
    assertWritten("0", false, BigInteger.ZERO);
    assertWritten("0", new Complex(0, 0), BigInteger.ZERO);
    assertWritten("5", new Complex(5, 0), BigInteger.valueOf(5));
    assertWritten("-0", -0.0, -0.0);
    BigInteger large = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    assertWritten("18446744073709551615", large, large);
    assertWritten("1267650600228229401496703205376", 0x1p100, BigInteger.ONE.shiftLeft(100));
  }

  @Test
  void otherNumbersArePrinted() {
    assertWritten("2.5", 2.5, 2.5);
    assertWritten("0.1", 0.1f, 0.1);
    assertWritten("nan", Double.NaN, Double.NaN);
    assertWritten("-inf", Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertWritten("(1.5-2j)", new Complex(1.5, -2), new Complex(1.5, -2));
    assertWritten("(nan-0j)", new Complex(Double.NaN, -0.0), new Complex(Double.NaN, -0.0));
    Complex small = new Complex(1e-7, -1e300);
    assertEquals(small, FillValues.parse(FillValues.format(small)));
  }

  @Test
  void whatPythonPrintsIsRead() {
    assertEquals(7.0, FillValues.parse("7.0"));
    assertEquals(false, FillValues.parse("False"));
    assertEquals(true, FillValues.parse("np.True_"));
    assertEquals(7.0, FillValues.parse("np.float32(7.0)"));
    assertEquals(BigInteger.valueOf(7), FillValues.parse("np.uint8(7)"));
    assertEquals(1e20, FillValues.parse("1e+20"));
    assertEquals(new Complex(0, 1), FillValues.parse("1j"));
    assertEquals(new Complex(1, 2), FillValues.parse("np.complex64(1+2j)"));
    assertEquals(new Complex(1e-5, -2e10), FillValues.parse("(1e-05-2e+10j)"));
    assertEquals(Double.POSITIVE_INFINITY, FillValues.parse("inf"));
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        List.of("", "seven", "None", "1+2", "j", "--1", "1.2.3", "__import__('os')")) {
      DosnaException e = assertThrows(DosnaException.class, () -> FillValues.parse(text));
      assertEquals("its fillvalue '" + text + "' is not a number", e.getMessage());
    }
  }
}
