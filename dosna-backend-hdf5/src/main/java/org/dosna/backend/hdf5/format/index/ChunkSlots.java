package org.dosna.backend.hdf5.format.index;

import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.Dataspace;

/**
 * Numbers chunks over the largest shape that a dataset may grow to, so that growing does not move
 * them.
 */
final class ChunkSlots {
  private final long[] counts;
  private final int unlimitedAxis;
  private final int unlimitedAxes;

  ChunkSlots(long[] limits, long[] chunk) {
    this.counts = new long[limits.length];
    int unlimited = -1;
    int many = 0;
    for (int axis = 0; axis < limits.length; axis++) {
      if (limits[axis] == Dataspace.UNLIMITED) {
        unlimited = axis;
        many++;
      } else {
        counts[axis] = Long.divideUnsigned(limits[axis], chunk[axis]);
        counts[axis] += Long.remainderUnsigned(limits[axis], chunk[axis]) == 0 ? 0 : 1;
      }
    }
    this.unlimitedAxis = unlimited;
    this.unlimitedAxes = many;
  }

  void requireLimits() {
    if (unlimitedAxes != 0) {
      throw damaged("has no unlimited axis, the dataset has " + unlimitedAxes);
    }
  }

  void requireOneUnlimited() {
    if (unlimitedAxes != 1) {
      throw damaged("has one unlimited axis, the dataset has " + unlimitedAxes);
    }
  }

  static FormatException damaged(String difference) {
    return new FormatException("the file is damaged: its index of chunks " + difference);
  }

  /** How many slots there are. */
  long total() {
    long total = 1;
    try {
      for (long count : counts) {
        total = Math.multiplyExact(total, count);
      }
    } catch (ArithmeticException e) {
      throw new FormatException("it may have more than 2^63 chunks", e);
    }
    return total;
  }

  /** The slot of a chunk in C order. */
  long rowMajor(long[] scaled) {
    long slot = 0;
    for (int axis = 0; axis < scaled.length; axis++) {
      slot = add(scaled[axis], slot, counts[axis]);
    }
    return slot;
  }

  /** The slot of a chunk with the unlimited axis before all others. */
  long unlimitedFirst(long[] scaled) {
    long slot = scaled[unlimitedAxis];
    for (int axis = 0; axis < scaled.length; axis++) {
      slot = axis == unlimitedAxis ? slot : add(scaled[axis], slot, counts[axis]);
    }
    return slot;
  }

  /** The sum of a number and a product. */
  static long add(long base, long factor, long unit) {
    try {
      return Math.addExact(base, Math.multiplyExact(factor, unit));
    } catch (ArithmeticException e) {
      throw new FormatException("the file is damaged: a chunk lies beyond 2^63", e);
    }
  }
}
