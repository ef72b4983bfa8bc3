package org.dosna.element;

/** Unsigned 64-bit integers from and to floating point, rounded once. */
final class Unsigned {
  private static final double TWO_TO_63 = 0x1p63;

  private Unsigned() {}

  static double toDouble(long bits) {
    return bits >= 0 ? bits : halved(bits) * 2.0;
  }

  static float toFloat(long bits) {
    return bits >= 0 ? bits : halved(bits) * 2f;
  }

  /** Half the value; the bit that falls off stays in the last place, so that rounding sees it. */
  private static long halved(long bits) {
    return (bits >>> 1) | (bits & 1);
  }

  /** Saturates: negative values and NaN become 0, values from 2^64 on become 2^64 - 1. */
  static long fromDouble(double value) {
    if (!(value > 0)) {
      return 0;
    }
    if (value < TWO_TO_63) {
      return (long) value;
    }
    return value < 2 * TWO_TO_63 ? (long) (value - TWO_TO_63) | Long.MIN_VALUE : -1L;
  }
}
