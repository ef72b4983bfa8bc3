package org.dosna.backend.hdf5.format.object;

import org.dosna.backend.hdf5.format.Cursor;

/**
 * Where the bits of a floating point number are (specification IV.A.2.d, class 1).
 *
 * @param sign position of the sign's bit
 * @param exponentAt lowest bit of the exponent
 * @param exponentBits its bits
 * @param mantissaAt lowest bit of the mantissa
 * @param mantissaBits its bits
 * @param bias what is added to exponents
 * @param implied whether the mantissa's first bit is not stored
 */
record FloatFormat(
    int sign,
    int exponentAt,
    int exponentBits,
    int mantissaAt,
    int mantissaBits,
    long bias,
    boolean implied) {
  private static final int IMPLIED = 2;

  static FloatFormat parse(Cursor message, int bits) {
    message.skip(4); // bit offset and precision: given by what follows
    return new FloatFormat(
        bits >> 8 & 0xff,
        message.int8(),
        message.int8(),
        message.int8(),
        message.int8(),
        message.int32(),
        (bits >> 4 & 3) == IMPLIED);
  }

  private static FloatFormat ieee(int size) {
    int exponent = size == Short.BYTES ? 5 : size == Float.BYTES ? 8 : 11;
    int mantissa = 8 * size - 1 - exponent;
    return new FloatFormat(
        8 * size - 1, mantissa, exponent, 0, mantissa, (1L << (exponent - 1)) - 1, true);
  }

  boolean isIeee(int size) {
    return (size == Short.BYTES || size == Float.BYTES || size == Double.BYTES)
        && equals(ieee(size));
  }

  /** Whether a float or double holds all values, and all bits lie in so many bytes. */
  boolean fits(int size) {
    int bits = 8 * size;
    return implied
        && sign < bits
        && exponentBits > 0
        && mantissaBits > 0
        && exponentAt + exponentBits <= bits
        && mantissaAt + mantissaBits <= bits
        && isWithin(ieee(Double.BYTES));
  }

  private boolean isWithin(FloatFormat other) {
    return mantissaBits <= other.mantissaBits
        && exponentBits <= other.exponentBits
        && bias <= other.bias
        && (1L << exponentBits) - 1 - bias <= other.bias + 1;
  }

  /** The smallest of numpy's floats that holds all values. */
  int itemSize() {
    for (int size = Short.BYTES; size < Double.BYTES; size *= 2) {
      if (isWithin(ieee(size))) {
        return size;
      }
    }
    return Double.BYTES;
  }

  /** The value of some bits. */
  double value(long bits) {
    long exponent = bits >>> exponentAt & ((1L << exponentBits) - 1);
    long mantissa = bits >>> mantissaAt & ((1L << mantissaBits) - 1);
    double magnitude;
    if (exponent == (1L << exponentBits) - 1) {
      magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) mantissa, (int) (1 - bias - mantissaBits));
    } else {
      magnitude =
          Math.scalb(
              (double) (mantissa | 1L << mantissaBits), (int) (exponent - bias - mantissaBits));
    }
    return isNegative(bits) ? -magnitude : magnitude;
  }

  boolean isNegative(long bits) {
    return (bits >>> sign & 1) != 0;
  }
}
