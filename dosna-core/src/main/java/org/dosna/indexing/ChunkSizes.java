package org.dosna.indexing;

/** Chooses a chunk size where the user gave none. */
public final class ChunkSizes {
  /** Large enough to hide a request's cost, small enough to keep several in flight. */
  private static final int BYTES = 1 << 20;

  private ChunkSizes() {}

  /**
   * The whole array up to 1 MiB, else near-cubic chunks of about 1 MiB: axes shorter than the
   * cube's side are taken whole, and longer ones are cut into equal parts.
   *
   * @param shape the array's shape
   * @param itemSize bytes of an element
   * @return the shape of a chunk
   */
  public static int[] choose(long[] shape, int itemSize) {
    double budget = (double) BYTES / itemSize;
    int[] size = new int[shape.length];
    int open = shape.length;
    boolean found = true;
    // Each axis taken whole leaves more room for the others, which may make further ones fit.
    while (found && open > 0) {
      found = false;
      double side = side(budget, open);
      for (int axis = 0; axis < shape.length; axis++) {
        if (size[axis] == 0 && shape[axis] <= side) {
          size[axis] = (int) Math.max(1, shape[axis]);
          budget /= size[axis];
          open--;
          found = true;
          break;
        }
      }
    }
    for (int axis = 0; axis < shape.length; axis++) {
      if (size[axis] == 0) {
        long side = (long) Math.max(1, side(budget, open));
        long parts = (shape[axis] - 1) / side + 1;
        size[axis] = (int) ((shape[axis] - 1) / parts + 1);
        budget /= size[axis];
        open--;
      }
    }
    return size;
  }

  /** The side of a cube with that many elements; the tiny surplus is for inexact roots. */
  private static double side(double elements, int axes) {
    return Math.pow(elements, 1.0 / axes) + 1e-9;
  }
}
