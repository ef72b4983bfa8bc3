package org.dosna.image;

import java.util.ArrayList;
import java.util.List;

/** Which elements touch an element. */
final class Neighbours {
  private Neighbours() {}

  /**
   * The neighbours that come before an element in C order.
   *
   * @param ndim the number of axes
   * @param connectivity on how many axes they may be apart
   * @return of each the distance on each axis: -1, 0 or 1
   */
  static List<int[]> before(int ndim, int connectivity) {
    List<int[]> before = new ArrayList<>();
    for (int[] distance : all(ndim, connectivity)) {
      int first = 0;
      for (int axis = 0; first == 0 && axis < ndim; axis++) {
        first = distance[axis];
      }
      if (first < 0) {
        before.add(distance);
      }
    }
    return before;
  }

  /** All distances that are on some axes 0, the element itself included. */
  private static List<int[]> all(int ndim, int connectivity) {
    List<int[]> all = new ArrayList<>();
    add(all, new int[ndim], 0, connectivity);
    return all;
  }

  private static void add(List<int[]> all, int[] distance, int axis, int left) {
    if (axis == distance.length) {
      all.add(distance.clone());
      return;
    }
    for (int step = -1; step <= 1; step++) {
      if (step == 0 || left > 0) {
        distance[axis] = step;
        add(all, distance, axis + 1, step == 0 ? left : left - 1);
      }
    }
    distance[axis] = 0;
  }

  /** Goes to the next position in C order. */
  static void advance(int[] position, int[] shape) {
    for (int axis = position.length - 1; axis >= 0; axis--) {
      if (++position[axis] < shape[axis]) {
        return;
      }
      position[axis] = 0;
    }
  }

  /** Whether a neighbour lies inside a box. */
  static boolean isInside(int[] position, int[] distance, int[] shape) {
    boolean inside = true;
    for (int axis = 0; axis < position.length; axis++) {
      int at = position[axis] + distance[axis];
      inside &= at >= 0 && at < shape[axis];
    }
    return inside;
  }

  /** How far away a neighbour is in a dense box. */
  static int offset(int[] distance, int[] shape) {
    int offset = 0;
    for (int axis = 0; axis < distance.length; axis++) {
      offset = offset * shape[axis] + distance[axis];
    }
    return offset;
  }
}
