package org.dosna.adapter.imglib2;

import java.util.Arrays;

/** Between the order of axes here, the fastest last, and that of ImgLib2, the fastest first. */
final class Axes {
  private Axes() {}

  static long[] reversed(long[] values) {
    long[] reversed = new long[values.length];
    Arrays.setAll(reversed, axis -> values[values.length - 1 - axis]);
    return reversed;
  }

  /** Lengths within a chunk, which are small. */
  static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }
}
