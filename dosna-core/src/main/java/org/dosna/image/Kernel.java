package org.dosna.image;

import org.dosna.NDArray;

/**
 * What a {@link Filter} does with a block that has its neighbourhood around it. Blocks are gone
 * through as one row of elements, on which a neighbour on some axis lies a fixed distance away;
 * what comes of elements whose neighbours are missing is of no meaning, and is cut off with the
 * halo.
 */
interface Kernel {
  /**
   * How far it sees.
   *
   * @param ndim the number of axes
   * @return for each axis how many elements before and behind an element it looks at, at most
   */
  int[] reach(int ndim);

  /**
   * Filters.
   *
   * @param block not changed
   * @return a new array of the same shape
   */
  NDArray apply(NDArray block);
}
