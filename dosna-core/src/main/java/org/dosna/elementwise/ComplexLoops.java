package org.dosna.elementwise;

import org.dosna.Operator;
import org.dosna.element.ElementType;

/** Complex numbers, element by element. */
final class ComplexLoops {
  private ComplexLoops() {}

  static void compute(
      Operator operator,
      ElementType type,
      Object a,
      Object b,
      int count,
      ElementType result,
      Object array) {
    for (int i = 0; i < count; i++) {
      double re = type.getDouble(a, i);
      double im = type.getImaginary(a, i);
      double otherRe = type.getDouble(b, i);
      double otherIm = type.getImaginary(b, i);
      switch (operator) {
        case PLUS -> type.setComplex(array, i, re + otherRe, im + otherIm);
        case MINUS -> type.setComplex(array, i, re - otherRe, im - otherIm);
        case TIMES ->
            type.setComplex(array, i, re * otherRe - im * otherIm, re * otherIm + im * otherRe);
        case DIVIDE -> divide(type, re, im, otherRe, otherIm, array, i);
        case NEGATIVE -> type.setComplex(array, i, -re, -im);
        case ABS -> result.setDouble(array, i, Math.hypot(re, im));
        case EQUAL -> result.setLong(array, i, re == otherRe && im == otherIm ? 1 : 0);
        case NOT_EQUAL -> result.setLong(array, i, re == otherRe && im == otherIm ? 0 : 1);
        default -> throw new IllegalArgumentException(operator + " is not for complex numbers");
      }
    }
  }

  /** As numpy does: R. L. Smith, "Algorithm 116: Complex division" (1962). */
  private static void divide(
      ElementType type, double re, double im, double byRe, double byIm, Object array, int i) {
    if (Math.abs(byRe) >= Math.abs(byIm)) {
      if (byRe == 0 && byIm == 0) {
        type.setComplex(array, i, re / Math.abs(byRe), im / Math.abs(byRe));
        return;
      }
      double ratio = byIm / byRe;
      double scale = 1 / (byRe + byIm * ratio);
      type.setComplex(array, i, (re + im * ratio) * scale, (im - re * ratio) * scale);
    } else {
      double ratio = byRe / byIm;
      double scale = 1 / (byIm + byRe * ratio);
      type.setComplex(array, i, (re * ratio + im) * scale, (im * ratio - re) * scale);
    }
  }
}
