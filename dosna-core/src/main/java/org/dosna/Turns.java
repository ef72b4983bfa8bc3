package org.dosna;

import java.util.Arrays;

/** What axes in another order, turned round, dropped or added are, as an order or as slices. */
final class Turns {
  private Turns() {}

  /** An axis counted from the first. */
  static int axis(int axis, int ndim) {
    if (axis < -ndim || axis >= ndim) {
      throw new InvalidSliceException("There is no axis " + axis + " among " + ndim + " axes");
    }
    return Math.floorMod(axis, ndim);
  }

  /** For each axis of the result the one it comes from; of no axes the reverse order. */
  static int[] order(int[] axes, long[] shape) {
    int[] order = Arguments.require("axes", axes).clone();
    if (order.length == 0) {
      order = new int[shape.length];
      Arrays.setAll(order, i -> shape.length - 1 - i);
    }
    boolean[] seen = new boolean[shape.length];
    boolean isOrder = order.length == shape.length;
    for (int i = 0; isOrder && i < order.length; i++) {
      order[i] = axis(order[i], shape.length);
      isOrder = !seen[order[i]];
      seen[order[i]] = true;
    }
    if (!isOrder) {
      throw new InvalidSliceException(
          Arguments.excerpt(Arrays.toString(axes))
              + " is no order of the axes of shape "
              + Arrays.toString(shape)
              + ": each has to be there once");
    }
    return order;
  }

  static int[] swapped(int axis, int other, int ndim) {
    int[] order = new int[ndim];
    Arrays.setAll(order, i -> i);
    order[axis(axis, ndim)] = axis(other, ndim);
    order[axis(other, ndim)] = axis(axis, ndim);
    return order;
  }

  static Slice[] flipped(int[] axes, int ndim) {
    Slice[] slices = new Slice[ndim];
    Slice back = Slice.all().step(-1);
    Arrays.fill(slices, Arguments.require("axes", axes).length == 0 ? back : Slice.all());
    for (int axis : axes) {
      slices[axis(axis, ndim)] = back;
    }
    return slices;
  }

  /** Drops axes of length 1; of no axes all of them. */
  static Slice[] squeezed(int[] axes, long[] shape) {
    Slice[] slices = new Slice[shape.length];
    boolean all = Arguments.require("axes", axes).length == 0;
    Arrays.setAll(slices, axis -> all && shape[axis] == 1 ? Slice.at(0) : Slice.all());
    for (int given : axes) {
      int axis = axis(given, shape.length);
      if (shape[axis] != 1) {
        throw new InvalidSliceException(
            "Axis "
                + given
                + " of shape "
                + Arrays.toString(shape)
                + " cannot be dropped: its length is "
                + shape[axis]
                + ", not 1");
      }
      slices[axis] = Slice.at(0);
    }
    return slices;
  }

  /** Drops and adds axes of length 1, until the shape is another one; the other axes stay. */
  static Slice[] reshaped(long[] shape, long[] wanted) {
    Slice[] slices = new Slice[shape.length + wanted.length];
    int length = 0;
    int next = 0;
    for (long axisLength : wanted) {
      while (next < shape.length && shape[next] == 1 && axisLength != 1) {
        slices[length++] = Slice.at(0);
        next++;
      }
      boolean stays = next < shape.length && shape[next] == axisLength;
      if (!stays && axisLength != 1) {
        throw notOnlySeen(shape, wanted);
      }
      slices[length++] = stays ? Slice.all() : Slice.newAxis();
      next += stays ? 1 : 0;
    }
    for (; next < shape.length; next++) {
      if (shape[next] != 1) {
        throw notOnlySeen(shape, wanted);
      }
      slices[length++] = Slice.at(0);
    }
    return Arrays.copyOf(slices, length);
  }

  private static InvalidSliceException notOnlySeen(long[] shape, long[] wanted) {
    return new InvalidSliceException(
        "Shape "
            + Arrays.toString(shape)
            + " cannot be seen as "
            + Arguments.excerpt(Arrays.toString(wanted))
            + ": only axes of length 1 may come and go; get().reshape(...) makes any shape of an"
            + " array in memory");
  }
}
