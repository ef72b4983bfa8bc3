package org.dosna.array;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;

/** Compares elements: nearly equal, or bit by bit. */
public final class Comparison {
  private Comparison() {}

  /**
   * Whether all elements are nearly equal, as numpy's allclose has it.
   *
   * @param type the element type
   * @param array the array of elements
   * @param expected what they are compared with, as COMPLEX128
   * @param rtol relative tolerance
   * @param atol absolute tolerance
   * @return true if all are close
   */
  public static boolean allClose(
      ElementType type, Object array, double[] expected, double rtol, double atol) {
    for (int i = 0; i < expected.length / 2; i++) {
      double re = type.getDouble(array, i);
      double im = type.getImaginary(array, i);
      if (!isClose(re, im, expected[2 * i], expected[2 * i + 1], rtol, atol)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isClose(
      double re, double im, double toRe, double toIm, double rtol, double atol) {
    if (re == toRe && im == toIm) {
      return true;
    }
    double limit = atol + rtol * Math.hypot(toRe, toIm);
    return limit < Double.POSITIVE_INFINITY && Math.hypot(re - toRe, im - toIm) <= limit;
  }

  /**
   * Whether two arrays have the same bits: NaN payloads and the sign of zero count.
   *
   * @param a a primitive array
   * @param b another one of the same kind and length
   * @return true if all bits are equal
   */
  public static boolean sameBits(Object a, Object b) {
    return sameBits(a, 0, b, 0, Array.getLength(a));
  }

  /**
   * Whether every element of a row has the bits of a given one.
   *
   * @param array a primitive array
   * @param start the slot at which the row begins
   * @param count the number of slots, whole elements
   * @param stride how far apart slots lie; 1 if an element has several
   * @param element an array of the same kind that has one element
   * @return true if all do
   */
  public static boolean isFilledWith(
      Object array, int start, int count, int stride, Object element) {
    int slots = Array.getLength(element);
    if (stride == 1) {
      return sameBits(array, start, element, 0, slots)
          && sameBits(array, start + slots, array, start, count - slots);
    }
    for (int n = 0; n < count; n++) {
      if (!sameBits(array, start + n * stride, element, 0, slots)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(Object a, int i, Object b, int j, int length) {
    return switch (PrimitiveKind.of(a)) {
      case BYTE -> Arrays.equals((byte[]) a, i, i + length, (byte[]) b, j, j + length);
      case SHORT -> Arrays.equals((short[]) a, i, i + length, (short[]) b, j, j + length);
      case INT -> Arrays.equals((int[]) a, i, i + length, (int[]) b, j, j + length);
      case LONG -> Arrays.equals((long[]) a, i, i + length, (long[]) b, j, j + length);
      case FLOAT -> sameBits((float[]) a, i, (float[]) b, j, length);
      case DOUBLE -> sameBits((double[]) a, i, (double[]) b, j, length);
    };
  }

  /** Unlike Arrays.equals this tells one NaN from another. */
  private static boolean sameBits(float[] a, int i, float[] b, int j, int length) {
    for (int n = 0; n < length; n++) {
      if (Float.floatToRawIntBits(a[i + n]) != Float.floatToRawIntBits(b[j + n])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(double[] a, int i, double[] b, int j, int length) {
    for (int n = 0; n < length; n++) {
      if (Double.doubleToRawLongBits(a[i + n]) != Double.doubleToRawLongBits(b[j + n])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The hash code of an array's bits.
   *
   * @param array a primitive array
   * @return the same for arrays of the same bits
   */
  public static int hashBits(Object array) {
    return switch (PrimitiveKind.of(array)) {
      case BYTE -> Arrays.hashCode((byte[]) array);
      case SHORT -> Arrays.hashCode((short[]) array);
      case INT -> Arrays.hashCode((int[]) array);
      case LONG -> Arrays.hashCode((long[]) array);
      case FLOAT -> Arrays.hashCode((float[]) array);
      case DOUBLE -> Arrays.hashCode((double[]) array);
    };
  }
}
