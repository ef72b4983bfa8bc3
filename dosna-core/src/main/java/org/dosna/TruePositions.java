package org.dosna;

import java.util.Arrays;

/** Where the true elements of a mask are, in C order; read box by box. */
final class TruePositions {
  private final long[][] coordinates;
  private int count;

  TruePositions(int ndim) {
    this.coordinates = new long[ndim][16];
  }

  int count() {
    return count;
  }

  /** Per axis the position of each. */
  long[][] coordinates() {
    long[][] found = new long[coordinates.length][];
    Arrays.setAll(found, axis -> Arrays.copyOf(coordinates[axis], count));
    return found;
  }

  /**
   * Adds those of a box, in slices of one axis that are small enough, or of the axes behind it.
   *
   * @param axis the axes before this one have length 1
   */
  void read(ArraySource mask, long[] origin, long[] box, int axis, long maxElements) {
    long plane = 1;
    for (int inner = axis + 1; inner < box.length; inner++) {
      plane = Math.multiplyExact(plane, Math.max(1, box[inner]));
    }
    long most = axis == box.length ? 1 : Math.max(1, maxElements / plane);
    for (long begin = 0; begin < (axis == box.length ? 1 : box[axis]); begin += most) {
      long[] at = origin.clone();
      long[] part = box.clone();
      if (axis < box.length) {
        at[axis] += begin;
        part[axis] = Math.min(most, box[axis] - begin);
      }
      if (plane > maxElements) {
        read(mask, at, part, axis + 1, maxElements);
      } else {
        add(mask, at, part);
      }
    }
  }

  private void add(ArraySource mask, long[] origin, long[] box) {
    NDArray block = NDArray.zeros(DType.BOOL, box);
    mask.read(origin, block);
    byte[] flags = (byte[]) block.array();
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] != 0) {
        add(i, origin, box);
      }
    }
  }

  private void add(int element, long[] origin, long[] box) {
    long rest = element;
    for (int axis = box.length - 1; axis >= 0; axis--) {
      if (count == coordinates[axis].length) {
        coordinates[axis] = Arrays.copyOf(coordinates[axis], Math.addExact(count, count >> 1));
      }
      coordinates[axis][count] = origin[axis] + rest % box[axis];
      rest /= box[axis];
    }
    count++;
  }
}
