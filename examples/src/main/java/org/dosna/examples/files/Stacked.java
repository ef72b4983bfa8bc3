package org.dosna.examples.files;

import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.Slice;

/** Arrays of one shape as one array, along a new first axis. */
final class Stacked {
  /** Reads of one of the arrays. */
  interface Part {
    void read(int index, long[] origin, NDArray into);
  }

  private Stacked() {}

  static long[] shape(int count, long[] one) {
    long[] shape = new long[one.length + 1];
    shape[0] = count;
    System.arraycopy(one, 0, shape, 1, one.length);
    return shape;
  }

  /** Reads a box, one array after the other. */
  static void read(long[] origin, NDArray into, Part part) {
    long[] shape = into.shape();
    long[] inside = Arrays.copyOfRange(origin, 1, origin.length);
    for (int i = 0; i < shape[0]; i++) {
      NDArray box = NDArray.zeros(into.dtype(), Arrays.copyOfRange(shape, 1, shape.length));
      part.read((int) origin[0] + i, inside, box);
      into.set(new Slice[] {Slice.at(i)}, box);
    }
  }
}
