package org.dosna.fold;

import java.io.Serializable;

/**
 * What is kept for each cell of a result while elements come in; of the arrays those that the fold
 * uses, the others have no elements.
 *
 * @param longs integers
 * @param doubles floating point numbers
 * @param squares sums of squared distances from the mean
 * @param counts how many elements there were
 * @param lists all elements
 * @serial exclude
 */
public record Cells(
    long[] longs, double[] doubles, double[] squares, long[] counts, double[][] lists)
    implements Serializable {
  static Cells ofLongs(int cells) {
    return new Cells(new long[cells], new double[0], new double[0], new long[0], new double[0][]);
  }

  static Cells ofDoubles(int cells) {
    return new Cells(
        new long[0], new double[cells], new double[0], new long[cells], new double[0][]);
  }

  static Cells ofMoments(int cells) {
    return new Cells(
        new long[0], new double[cells], new double[cells], new long[cells], new double[0][]);
  }

  static Cells ofPositions(int cells) {
    return new Cells(
        new long[cells], new double[cells], new double[0], new long[cells], new double[0][]);
  }

  static Cells ofLists(int cells) {
    return new Cells(new long[0], new double[0], new double[0], new long[0], new double[cells][0]);
  }
}
