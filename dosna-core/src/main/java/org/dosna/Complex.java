package org.dosna;

import java.io.Serializable;

/**
 * One complex number: an element of a {@link DType#COMPLEX64} or {@link DType#COMPLEX128} array.
 *
 * @param re real part
 * @param im imaginary part
 * @serial exclude
 */
public record Complex(double re, double im) implements Serializable {
  /** Prints as Python does: {@code (1.5-2j)}. */
  @Override
  public String toString() {
    String sign = im < 0 || (im == 0 && 1 / im < 0) ? "" : "+";
    return "(" + plain(re) + sign + plain(im) + "j)";
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? fixed(value) : named(value);
  }

  private static String fixed(double value) {
    return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
  }

  private static String named(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
  }
}
