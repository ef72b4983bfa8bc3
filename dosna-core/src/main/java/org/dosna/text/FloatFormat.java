package org.dosna.text;

import java.util.Arrays;
import org.dosna.text.Decimal.Format;

/**
 * How the floating point numbers of one array are printed: positional or scientific, all to one
 * width, as numpy's {@code FloatingFormat} does with its default options (precision 8, floatmode
 * "maxprec").
 */
final class FloatFormat {
  private static final int PRECISION = 8;

  private final Format format;
  private final boolean plus;
  private final boolean scientific;
  private final int fraction;
  private final int exponentDigits;
  private final int padLeft;
  private final int padRight;

  /**
   * Finds the format that suits all of some numbers.
   *
   * @param values the numbers
   * @param format how they are stored
   * @param plus whether positive numbers get a sign
   */
  FloatFormat(double[] values, Format format, boolean plus) {
    this.format = format;
    this.plus = plus;
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    this.scientific = wantsScientific(finite, format);
    int left = 0;
    int right = 0;
    int exponent = 0;
    for (double value : finite) {
      Decimal decimal = decimal(Math.abs(value), 0, PRECISION);
      String whole = scientific ? decimal.digits().substring(0, 1) : decimal.whole();
      int rest = scientific ? decimal.digits().length() - 1 : decimal.fraction().length();
      left = Math.max(left, sign(value).length() + whole.length());
      right = Math.max(right, rest);
      exponent = Math.max(exponent, exponentText(decimal.exponent(), 2).length() - 1);
    }
    this.fraction = right;
    this.exponentDigits = exponent;
    this.padRight = scientific ? right + 2 + exponent : right;
    this.padLeft = Math.max(left, widthOfOthers(values) - padRight - 1);
  }

  private Decimal decimal(double magnitude, int minFraction, int maxFraction) {
    return scientific
        ? Decimal.scientific(magnitude, format, minFraction, maxFraction)
        : Decimal.positional(magnitude, format, maxFraction);
  }

  /** Compared as numpy does it: the ratio is rounded to the array's own precision. */
  private static boolean wantsScientific(double[] finite, Format format) {
    double[] magnitudes =
        Arrays.stream(finite).map(Math::abs).filter(magnitude -> magnitude != 0).toArray();
    double max = Arrays.stream(magnitudes).max().orElse(1);
    double min = Arrays.stream(magnitudes).min().orElse(1);
    return max >= 1e8 || min < 1e-4 || ratioExceedsThousand(max, min, format);
  }

  private static boolean ratioExceedsThousand(double max, double min, Format format) {
    if (format == Format.DOUBLE) {
      return max / min > 1000;
    }
    // The half after 1000 is 1000.5; what lies in the middle goes to the even one, 1000.
    float limit = format == Format.HALF ? 1000.25f : 1000;
    return (float) max / (float) min > limit;
  }

  /** The width that nan and inf need; 0 if there are none. */
  private int widthOfOthers(double[] values) {
    int width = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        boolean signed = plus || value == Double.NEGATIVE_INFINITY;
        width = Math.max(width, signed ? 4 : 3);
      }
    }
    return width;
  }

  private String sign(double value) {
    boolean negative = Double.doubleToRawLongBits(value) < 0 && !Double.isNaN(value);
    return negative ? "-" : plus ? "+" : "";
  }

  /** A number, padded with spaces to the common width. */
  String print(double value) {
    if (!Double.isFinite(value)) {
      String name = sign(value) + (Double.isNaN(value) ? "nan" : "inf");
      return " ".repeat(Math.max(0, padLeft + 1 + padRight - name.length())) + name;
    }
    double magnitude = Math.abs(value);
    if (scientific) {
      Decimal decimal = decimal(magnitude, fraction, fraction);
      String digits = decimal.digits();
      String zeros = "0".repeat(fraction + 1 - digits.length());
      return left(sign(value) + digits.charAt(0))
          + "."
          + digits.substring(1)
          + zeros
          + "e"
          + exponentText(decimal.exponent(), exponentDigits);
    }
    Decimal decimal = decimal(magnitude, 0, PRECISION);
    String rest = decimal.fraction();
    return left(sign(value) + decimal.whole()) + "." + rest + " ".repeat(padRight - rest.length());
  }

  private String left(String whole) {
    return " ".repeat(padLeft - whole.length()) + whole;
  }

  private static String exponentText(int exponent, int minDigits) {
    String digits = Integer.toString(Math.abs(exponent));
    String zeros = "0".repeat(Math.max(0, minDigits - digits.length()));
    return (exponent < 0 ? "-" : "+") + zeros + digits;
  }

  /**
   * Prints a number on its own, with all digits that it needs, as numpy prints a scalar.
   *
   * @param value the number
   * @param format how it is stored
   * @param pointZero whether a whole number is printed as {@code 1.0}, not {@code 1}
   * @return for instance {@code 0.1}, {@code 1e-05}, {@code -inf}
   */
  static String scalar(double value, Format format, boolean pointZero) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double magnitude = Math.abs(value);
    if (magnitude == Double.POSITIVE_INFINITY) {
      return sign + "inf";
    }
    Decimal decimal = Decimal.shortest(magnitude, format);
    if (magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16)) {
      String fraction = decimal.fraction();
      String rest = fraction.isEmpty() && pointZero ? "0" : fraction;
      return sign + decimal.whole() + (rest.isEmpty() ? "" : "." + rest);
    }
    String rest = decimal.digits().substring(1);
    return sign
        + decimal.digits().charAt(0)
        + (rest.isEmpty() ? "" : "." + rest)
        + "e"
        + exponentText(decimal.exponent(), 2);
  }
}
