package org.dosna.element;

import java.util.Optional;

/** Arithmetic of shapes: how many elements there are, and how far apart they lie. */
public final class Shapes {
  private Shapes() {}

  /**
   * The number of elements.
   *
   * @param shape lengths of 0 or more
   * @return their product, 1 of none; {@code Long.MAX_VALUE} if it is larger
   */
  public static long size(long[] shape) {
    long size = 1;
    for (long length : shape) {
      size = times(size, length);
    }
    return size;
  }

  /**
   * The number of elements.
   *
   * @param shape lengths of 0 or more
   * @return their product, 1 of none; {@code Long.MAX_VALUE} if it is larger
   */
  public static long size(int[] shape) {
    long size = 1;
    for (int length : shape) {
      size = times(size, length);
    }
    return size;
  }

  /**
   * A product that does not overflow.
   *
   * @param size 0 or more
   * @param length 0 or more
   * @return their product; {@code Long.MAX_VALUE} if it is larger
   */
  public static long times(long size, long length) {
    return length != 0 && size > Long.MAX_VALUE / length ? Long.MAX_VALUE : size * length;
  }

  /**
   * The shape to which two shapes are broadcast, as numpy does.
   *
   * @param shape a shape
   * @param other another one
   * @return the common shape; empty if there is none
   */
  public static Optional<long[]> broadcast(long[] shape, long[] other) {
    long[] common = new long[Math.max(shape.length, other.length)];
    for (int i = 1; i <= common.length; i++) {
      long length = i > shape.length ? 1 : shape[shape.length - i];
      long otherLength = i > other.length ? 1 : other[other.length - i];
      if (length != otherLength && length != 1 && otherLength != 1) {
        return Optional.empty();
      }
      common[common.length - i] = length == 1 ? otherLength : length;
    }
    return Optional.of(common);
  }

  /**
   * The strides of a dense array in C order.
   *
   * @param shape the array's shape
   * @return per axis the distance between neighbours, in elements
   */
  public static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }
}
