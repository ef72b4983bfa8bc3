package org.dosna.backend.hdf5.format.object;

import java.util.Arrays;

/**
 * Positions on one axis, in ascending order, as intervals that do not touch.
 *
 * @param starts first position of each interval
 * @param ends the position behind each
 * @param ordinals how many positions are selected before each
 */
public record AxisSelection(long[] starts, long[] ends, long[] ordinals) {
  /** Intervals; those that touch are joined. */
  static AxisSelection of(long[] starts, long[] ends) {
    int count = 0;
    long[] from = new long[starts.length];
    long[] to = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      if (count > 0 && to[count - 1] == starts[i]) {
        to[count - 1] = ends[i];
      } else {
        from[count] = starts[i];
        to[count++] = ends[i];
      }
    }
    long[] ordinals = new long[count];
    for (int i = 1; i < count; i++) {
      ordinals[i] = ordinals[i - 1] + to[i - 1] - from[i - 1];
    }
    return new AxisSelection(Arrays.copyOf(from, count), Arrays.copyOf(to, count), ordinals);
  }

  /**
   * One position: where an axis has no counterpart.
   *
   * @return position 0
   */
  public static AxisSelection single() {
    return all(1);
  }

  static AxisSelection all(long length) {
    return of(new long[] {0}, new long[] {length});
  }

  /**
   * How many positions are selected.
   *
   * @return their number
   */
  public long size() {
    int last = starts.length - 1;
    return last < 0 ? 0 : ordinals[last] + ends[last] - starts[last];
  }

  /**
   * The interval with a position that is the n-th selected one.
   *
   * @param ordinal n
   * @return the interval's index
   */
  public int interval(long ordinal) {
    int found = Arrays.binarySearch(ordinals, ordinal);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * The n-th position.
   *
   * @param ordinal n
   * @return the position
   */
  public long position(long ordinal) {
    int interval = interval(ordinal);
    return starts[interval] + ordinal - ordinals[interval];
  }
}
