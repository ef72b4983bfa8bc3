package org.dosna.backend.hdf5;

import java.util.Arrays;
import org.dosna.DosnaException;

/** Where the elements of a box lie in two arrays in C order: the geometry of every region read. */
final class Box {
  private Box() {}

  /** Receives the runs of {@link #forEachRun}. */
  @FunctionalInterface
  interface RunVisitor {
    /**
     * Takes elements that are consecutive in both arrays.
     *
     * @param a index of the first one in array a
     * @param b index of the first one in array b
     * @param count how many
     */
    void run(long a, long b, long count);
  }

  /**
   * Walks a box that two arrays have in common, in C order, in runs as long as can be.
   *
   * @param box shape of the box
   * @param aShape shape of array a
   * @param aOrigin where the box begins in a
   * @param bShape shape of array b
   * @param bOrigin where the box begins in b
   * @param visitor called for each run
   */
  static void forEachRun(
      long[] box,
      long[] aShape,
      long[] aOrigin,
      long[] bShape,
      long[] bOrigin,
      RunVisitor visitor) {
    if (Arrays.stream(box).anyMatch(length -> length == 0)) {
      return;
    }
    int outer = box.length; // axes walked; those behind lie in one run
    long count = 1;
    do {
      outer--;
      count *= outer < 0 ? 1 : box[outer];
    } while (outer > 0 && box[outer] == aShape[outer] && box[outer] == bShape[outer]);
    long[] aStrides = strides(aShape);
    long[] bStrides = strides(bShape);
    long a = index(aOrigin, aStrides);
    long b = index(bOrigin, bStrides);
    long[] at = new long[Math.max(outer, 0)];
    while (true) {
      visitor.run(a, b, count);
      int axis = at.length - 1;
      while (axis >= 0 && at[axis] == box[axis] - 1) {
        a -= at[axis] * aStrides[axis];
        b -= at[axis] * bStrides[axis];
        at[axis--] = 0;
      }
      if (axis < 0) {
        return;
      }
      at[axis]++;
      a += aStrides[axis];
      b += bStrides[axis];
    }
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  private static long index(long[] position, long[] strides) {
    long index = 0;
    for (int axis = 0; axis < position.length; axis++) {
      index += position[axis] * strides[axis];
    }
    return index;
  }

  /**
   * The size of an array in bytes.
   *
   * @throws DosnaException if it is more than a file can hold
   */
  static long byteCount(long[] shape, int itemSize) {
    if (Arrays.stream(shape).anyMatch(length -> length == 0)) {
      return 0;
    }
    try {
      return Arrays.stream(shape).reduce(itemSize, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new DosnaException(
          "An array of shape "
              + Arrays.toString(shape)
              + " with elements of "
              + itemSize
              + " bytes is too large: a file holds at most 2^63-1 bytes",
          e);
    }
  }
}
