package org.dosna;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.dosna.element.Cast;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;
import org.dosna.indexing.Selection;
import org.dosna.spi.Transfer;

/** What {@link NDArray} needs to do its work: checks, comparisons, random numbers. */
@SuppressWarnings("exports")
public final class NDArrays {
  private NDArrays() {}

  /** Checks that a dtype can be kept in an array, and returns the array's length. */
  public static int requireBacking(ElementType type, Object array) {
    if (array == null || array.getClass() != type.kind().allocate(0).getClass()) {
      String given = array == null ? "null" : array.getClass().getSimpleName();
      throw new DosnaException(
          type.typeName() + " is kept in " + type.kind().arrayName() + ", not in " + given);
    }
    return Array.getLength(array);
  }

  public static NDArray scalar(DType dtype, Object value) {
    NDArray scalar = NDArray.zeros(dtype);
    Cast.object(value, ElementType.of(dtype), scalar.array(), 0);
    return scalar;
  }

  /** The selection of one array, and a value's elements laid over it with the given strides. */
  public static Transfer transfer(
      Selection selection, NDArray whole, NDArray value, long[] strides) {
    int ndim = selection.ndim();
    int[] start = new int[ndim];
    int[] step = new int[ndim];
    int[] count = new int[ndim];
    int[] size = new int[ndim];
    long[] shape = whole.shape();
    for (int axis = 0; axis < ndim; axis++) {
      start[axis] = (int) selection.start(axis);
      count[axis] = (int) selection.count(axis);
      step[axis] = count[axis] <= 1 ? 1 : (int) selection.step(axis);
      size[axis] = (int) shape[axis];
    }
    return new Transfer(value, 0, strides, size, start, step, count, false);
  }

  public static long[] reshaped(long[] shape, long size, long[] newShape) {
    long[] result = newShape.clone();
    int open = -1;
    long product = 1;
    boolean fits = true;
    for (int axis = 0; axis < result.length; axis++) {
      if (result[axis] == -1 && open < 0) {
        open = axis;
      } else {
        fits &= result[axis] >= 0;
        product *= result[axis];
      }
    }
    if (open >= 0 && product > 0 && size % product == 0) {
      result[open] = size / product;
      product *= result[open];
    }
    if (!fits || product != size) {
      throw new DosnaException(
          "An array of shape "
              + Arrays.toString(shape)
              + " and "
              + size
              + " elements cannot have the shape "
              + Arrays.toString(newShape));
    }
    return result;
  }

  public static void randomize(ElementType type, Object array, int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      switch (type) {
        case BOOL -> type.setLong(array, i, random.nextInt(2));
        // As many random bits as the fraction has, so that rounding never reaches 1.
        case FLOAT16 -> type.setDouble(array, i, (random.nextInt() >>> 21) * 0x1p-11);
        case FLOAT32 -> type.setDouble(array, i, (random.nextInt() >>> 8) * 0x1p-24);
        case FLOAT64 -> type.setDouble(array, i, random.nextDouble());
        case COMPLEX64 ->
            type.setComplex(
                array, i, (random.nextInt() >>> 8) * 0x1p-24, (random.nextInt() >>> 8) * 0x1p-24);
        case COMPLEX128 -> type.setComplex(array, i, random.nextDouble(), random.nextDouble());
        default -> type.setLong(array, i, random.nextLong());
      }
    }
  }

  public static boolean allClose(NDArray a, NDArray b, double rtol, double atol) {
    NDArray wide = NDArray.zeros(DType.COMPLEX128, a.shape());
    wide.set("...", b);
    ElementType type = ElementType.of(a.dtype());
    double[] expected = (double[]) wide.array();
    for (int i = 0; i < a.size(); i++) {
      double re = type.getDouble(a.array(), i);
      double im = type.getImaginary(a.array(), i);
      if (!close(re, im, expected[2 * i], expected[2 * i + 1], rtol, atol)) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(
      double re, double im, double toRe, double toIm, double rtol, double atol) {
    if (re == toRe && im == toIm) {
      return true;
    }
    double limit = atol + rtol * Math.hypot(toRe, toIm);
    return limit < Double.POSITIVE_INFINITY && Math.hypot(re - toRe, im - toIm) <= limit;
  }

  public static boolean sameBits(Object a, Object b) {
    return switch (PrimitiveKind.of(a)) {
      case BYTE -> Arrays.equals((byte[]) a, (byte[]) b);
      case SHORT -> Arrays.equals((short[]) a, (short[]) b);
      case INT -> Arrays.equals((int[]) a, (int[]) b);
      case LONG -> Arrays.equals((long[]) a, (long[]) b);
      case FLOAT -> sameBits((float[]) a, (float[]) b);
      case DOUBLE -> sameBits((double[]) a, (double[]) b);
    };
  }

  /** Unlike Arrays.equals this tells one NaN from another. */
  private static boolean sameBits(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether every element has the bits of a given one. */
  public static boolean isFilledWith(NDArray array, NDArray element) {
    if (array.size() == 0 || !array.reshape(-1).get("0").equals(element)) {
      return array.size() == 0;
    }
    NDArray filled = NDArray.zeros(array.dtype(), array.shape());
    filled.set("...", element);
    return sameBits(array.array(), filled.array());
  }

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
