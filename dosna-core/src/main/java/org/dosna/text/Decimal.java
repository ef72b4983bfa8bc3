package org.dosna.text;

import java.math.BigInteger;

/**
 * A positive floating point number as decimal digits: the fewest that tell it from its neighbours,
 * within limits.
 *
 * <p>The method is that of Steele and White, and of Burger and Dybvig, "Printing Floating-Point
 * Numbers Quickly and Accurately" (1996), with the rounding of numpy's printing. {@code
 * Double.toString} will not do: before JDK 19 its digits are not always the fewest, and it knows no
 * half precision.
 *
 * @param digits without trailing zeros; "0" for zero
 * @param exponent the first digit counts 10^exponent
 */
record Decimal(String digits, int exponent) {
  /** The three IEEE 754 formats. */
  enum Format {
    HALF(11, -14),
    SINGLE(24, -126),
    DOUBLE(53, -1022);

    private final int precision;
    private final int minExponent;

    Format(int precision, int minExponent) {
      this.precision = precision;
      this.minExponent = minExponent;
    }
  }

  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** All digits needed. */
  static Decimal shortest(double value, Format format) {
    return value == 0 ? zero() : new Expansion(value, format).digits(1, UNLIMITED);
  }

  /**
   * All digits before the decimal point, exactly, and at most so many after it, in positional
   * notation.
   */
  static Decimal positional(double value, Format format, int maxFraction) {
    if (value == 0) {
      return zero();
    }
    Expansion expansion = new Expansion(value, format);
    int whole = expansion.exponent + 1;
    return expansion.digits(whole, Math.max(1, whole + maxFraction));
  }

  /**
   * So many digits after the decimal point, in scientific notation. Where that is more than are
   * needed to tell the number from others, it is its exact expansion that goes on.
   */
  static Decimal scientific(double value, Format format, int minFraction, int maxFraction) {
    return value == 0
        ? zero()
        : new Expansion(value, format).digits(1 + minFraction, 1 + maxFraction);
  }

  private static Decimal zero() {
    return new Decimal("0", 0);
  }

  /** The digits before the decimal point, in positional notation. */
  String whole() {
    if (exponent < 0) {
      return "0";
    }
    return exponent < digits.length()
        ? digits.substring(0, exponent + 1)
        : digits + "0".repeat(exponent + 1 - digits.length());
  }

  /** The digits after the decimal point, in positional notation; may be none. */
  String fraction() {
    if (exponent < 0) {
      return "0".repeat(-exponent - 1) + digits;
    }
    return exponent < digits.length() ? digits.substring(exponent + 1) : "";
  }

  /** The exact value, and how far it is to what reads back as a neighbour, over one scale. */
  private static final class Expansion {
    private BigInteger value;
    private BigInteger scale;
    private BigInteger marginBelow;
    private BigInteger marginAbove;
    private final int exponent;

    /** Whether a decimal half way to a neighbour reads back as this number. */
    private final boolean even;

    Expansion(double number, Format format) {
      int binaryExponent = Math.max(Math.getExponent(number), format.minExponent);
      int lastPlace = binaryExponent - (format.precision - 1);
      long significand = (long) Math.scalb(number, -lastPlace);
      // At a power of two the neighbour below is nearer.
      boolean nearBelow =
          significand == 1L << (format.precision - 1) && binaryExponent > format.minExponent;
      even = (significand & 1) == 0;
      value = BigInteger.valueOf(significand).shiftLeft(2 + Math.max(lastPlace, 0));
      marginAbove = BigInteger.TWO.shiftLeft(Math.max(lastPlace, 0));
      marginBelow = nearBelow ? marginAbove.shiftRight(1) : marginAbove;
      scale = BigInteger.ONE.shiftLeft(2 + Math.max(-lastPlace, 0));
      exponent = normalize((int) Math.floor(Math.log10(number)));
    }

    /** Scales so that value / scale is in [1, 10); the estimate may be off by one. */
    private int normalize(int estimate) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(estimate));
      if (estimate >= 0) {
        scale = scale.multiply(power);
      } else {
        multiply(power);
      }
      if (value.compareTo(scale) < 0) {
        multiply(BigInteger.TEN);
        return estimate - 1;
      }
      if (value.compareTo(scale.multiply(BigInteger.TEN)) >= 0) {
        scale = scale.multiply(BigInteger.TEN);
        return estimate + 1;
      }
      return estimate;
    }

    private void multiply(BigInteger factor) {
      value = value.multiply(factor);
      marginBelow = marginBelow.multiply(factor);
      marginAbove = marginAbove.multiply(factor);
    }

    Decimal digits(int min, int max) {
      StringBuilder digits = new StringBuilder();
      while (true) {
        BigInteger[] parts = value.divideAndRemainder(scale);
        int digit = parts[0].intValue();
        BigInteger rest = parts[1];
        int inclusive = even ? 0 : -1;
        boolean low = rest.compareTo(marginBelow) <= inclusive;
        boolean high = scale.compareTo(rest.add(marginAbove)) <= inclusive;
        digits.append((char) ('0' + digit));
        int count = digits.length();
        if (count == max || (count >= min && (low || high))) {
          int half = rest.shiftLeft(1).compareTo(scale);
          boolean nearerUp = half > 0 || (half == 0 && (digit & 1) == 1);
          return rounded(digits, low == high ? nearerUp : high);
        }
        value = rest;
        multiply(BigInteger.TEN);
      }
    }

    private Decimal rounded(StringBuilder digits, boolean up) {
      int last = digits.length() - 1;
      while (up && last >= 0 && digits.charAt(last) == '9') {
        last--;
      }
      if (last < 0) {
        return new Decimal("1", exponent + 1);
      }
      if (up) {
        digits.setCharAt(last, (char) (digits.charAt(last) + 1));
      }
      while (last > 0 && digits.charAt(last) == '0') {
        last--;
      }
      return new Decimal(digits.substring(0, last + 1), exponent);
    }
  }
}
