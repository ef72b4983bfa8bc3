package org.dosna.image;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.element.ElementType.Category;

/** Elements as signed longs that have the same order, so that there is one loop for all dtypes. */
final class Ordered {
  private Ordered() {}

  private static LongUnaryOperator flipped(DType dtype) {
    return dtype == DType.UINT64 ? key -> key ^ Long.MIN_VALUE : key -> key;
  }

  /** Of negative floats all bits but the sign are the other way round. */
  private static long flipped(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /** The elements' keys; NaN is beyond all numbers. */
  static long[] keys(NDArray array) {
    if (array.dtype().element().category() == Category.COMPLEX) {
      throw new DosnaException(
          "Complex numbers have no order: minimum, maximum and median are not defined for "
              + array.dtype());
    }
    if (array.dtype().element().isIntegral()) {
      return Arrays.stream(array.toLongs()).map(flipped(array.dtype())).toArray();
    }
    double[] elements = array.toDoubles();
    long[] keys = new long[elements.length];
    Arrays.setAll(keys, i -> flipped(Double.doubleToLongBits(elements[i])));
    return keys;
  }

  /** The elements that have some keys. */
  static NDArray elements(long[] keys, DType dtype, long[] shape) {
    if (dtype.element().isIntegral()) {
      long[] elements = Arrays.stream(keys).map(flipped(dtype)).toArray();
      return NDArray.of(elements, shape).astype(dtype);
    }
    double[] elements = new double[keys.length];
    Arrays.setAll(elements, i -> Double.longBitsToDouble(flipped(keys[i])));
    return NDArray.of(elements, shape).astype(dtype);
  }
}
