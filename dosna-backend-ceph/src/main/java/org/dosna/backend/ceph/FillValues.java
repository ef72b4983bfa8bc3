package org.dosna.backend.ceph;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.Complex;
import org.dosna.DosnaException;

/**
 * Fill values as text, as Python prints numbers. The Python readers of the format understand whole
 * numbers only; so what is whole is written as {@code 7}, never as {@code 7.0}.
 */
final class FillValues {
  private static final String NUMBER =
      "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|nan|inf(?:inity)?)";
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
  private static final Pattern REAL = Pattern.compile(NUMBER);
  private static final Pattern COMPLEX = Pattern.compile("(" + NUMBER + ")?([+-].*)j");

  /** How numpy 2 prints a scalar: {@code np.float32(7.0)}. */
  private static final Pattern NUMPY =
      Pattern.compile("(?:np|numpy)\\.[a-z]+[0-9]*_?\\((.*)\\)|(?:np|numpy)\\.(True|False)_");

  private FillValues() {}

  /**
   * A fill value as text.
   *
   * @param value a Number, Boolean or {@link Complex}
   */
  static String format(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (value instanceof Complex complex) {
      boolean real = Double.doubleToRawLongBits(complex.im()) == 0;
      return real ? format((Double) complex.re()) : complex.toString();
    }
    if (value instanceof Double || value instanceof Float) {
      return formatReal((Number) value);
    }
    return value.toString();
  }

  private static String formatReal(Number value) {
    double real = value.doubleValue();
    if (Double.isNaN(real)) {
      return "nan";
    }
    if (Double.isInfinite(real)) {
      return real > 0 ? "inf" : "-inf";
    }
    if (real != Math.rint(real)) {
      return value.toString();
    }
    String whole = new BigDecimal(real).toBigInteger().toString();
    return real == 0 && 1 / real < 0 ? "-" + whole : whole;
  }

  /**
   * The value that a text stands for.
   *
   * @return a Number, Boolean or {@link Complex}, as a dataset's fill value may be given
   */
  static Object parse(String text) {
    String plain = text.strip();
    Matcher numpy = NUMPY.matcher(plain);
    if (numpy.matches()) {
      return parse(numpy.group(1) == null ? numpy.group(2) : numpy.group(1));
    }
    if (plain.startsWith("(") && plain.endsWith(")")) {
      return parse(plain.substring(1, plain.length() - 1));
    }
    if (plain.equals("True") || plain.equals("False")) {
      return plain.equals("True");
    }
    if (plain.startsWith("-0") && new BigDecimal(zeroes(plain)).signum() == 0) {
      return -0.0;
    }
    if (WHOLE.matcher(plain).matches()) {
      return new BigInteger(plain);
    }
    if (REAL.matcher(plain).matches()) {
      return real(plain);
    }
    return complex(plain);
  }

  /** The text if it is a number, else a number that is not zero. */
  private static String zeroes(String text) {
    return REAL.matcher(text).matches() ? text : "1";
  }

  private static double real(String text) {
    String unsigned = text.replaceFirst("^[+-]", "");
    if (unsigned.startsWith("n")) {
      return Double.NaN;
    }
    if (unsigned.startsWith("i")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text);
  }

  private static Complex complex(String text) {
    if (text.endsWith("j")) {
      String imaginary = text.substring(0, text.length() - 1);
      if (REAL.matcher(imaginary).matches()) {
        return new Complex(0, real(imaginary));
      }
      Matcher both = COMPLEX.matcher(text);
      if (both.matches() && both.group(1) != null && REAL.matcher(both.group(2)).matches()) {
        return new Complex(real(both.group(1)), real(both.group(2)));
      }
    }
    throw new DosnaException("its fillvalue '" + text + "' is not a number");
  }
}
