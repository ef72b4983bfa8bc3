package org.dosna.element;

/**
 * IEEE 754 binary16 (half precision, float16) from and to double. Rounding is to nearest, ties to
 * even, in one step from the double, as numpy does.
 */
final class Half {
  private static final int EXPONENT_BIAS = 15;
  private static final int MIN_NORMAL_EXPONENT = -14;

  /** A double has 52 bits of fraction, a half 10. */
  private static final int DROPPED_BITS = 42;

  private Half() {}

  static short fromDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int sign = (int) (bits >>> 48) & 0x8000;
    long fraction = bits & 0xfffffffffffffL;
    int exponent = (int) (bits >>> 52 & 0x7ff) - 1023;
    if (exponent == 1024) {
      // A NaN whose payload lies in the dropped bits must not turn into an infinity.
      int payload = (int) (fraction >>> DROPPED_BITS);
      return (short) (sign | 0x7c00 | (fraction != 0 && payload == 0 ? 0x200 : payload));
    }
    if (exponent > EXPONENT_BIAS) {
      return (short) (sign | 0x7c00);
    }
    if (exponent >= MIN_NORMAL_EXPONENT) {
      int head = (exponent + EXPONENT_BIAS) << 10;
      return (short) (sign | (head + roundedShift(fraction, DROPPED_BITS)));
    }
    if (exponent < MIN_NORMAL_EXPONENT - 11) {
      return (short) sign;
    }
    int shift = DROPPED_BITS + MIN_NORMAL_EXPONENT - exponent;
    return (short) (sign | roundedShift(1L << 52 | fraction, shift));
  }

  /** A carry out of the fraction runs into the exponent, which is just what rounding up means. */
  private static int roundedShift(long value, int shift) {
    long kept = value >>> shift;
    long dropped = value - (kept << shift);
    long half = 1L << (shift - 1);
    boolean up = dropped > half || (dropped == half && (kept & 1) == 1);
    return (int) (up ? kept + 1 : kept);
  }

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent - EXPONENT_BIAS + 127) << 23 | fraction << 13);
  }
}
