package org.dosna;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The positions of a chunk grid. */
public final class GridPositions {
  private GridPositions() {}

  /** All positions in C order, made one by one. */
  public static Stream<long[]> stream(long[] grid) {
    long count = Arrays.stream(grid).reduce(1, (a, b) -> a * b);
    return LongStream.range(0, count).mapToObj(i -> position(i, grid));
  }

  private static long[] position(long linear, long[] grid) {
    long[] position = new long[grid.length];
    long rest = linear;
    for (int axis = grid.length - 1; axis >= 0; axis--) {
      position[axis] = rest % grid[axis];
      rest /= grid[axis];
    }
    return position;
  }
}
