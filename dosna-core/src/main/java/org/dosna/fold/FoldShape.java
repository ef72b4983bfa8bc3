package org.dosna.fold;

import java.util.Arrays;
import org.dosna.element.Shapes;

/**
 * Which elements of a dense array fall into which cell. Neighbouring axes that are both folded, or
 * both kept, are one axis. Immutable.
 */
public final class FoldShape {
  /** What is done with elements that follow each other in the array. */
  interface Visitor {
    /**
     * All fall into one cell.
     *
     * @param from the first element
     * @param count how many there are
     * @param cell the cell
     * @param place the first one's place among the elements of its cell
     */
    void toCell(int from, int count, int cell, int place);

    /**
     * Each falls into a cell of its own.
     *
     * @param from the first element
     * @param count how many there are
     * @param cell the first one's cell; the others' follow
     * @param place the place of each among the elements of its cell
     */
    void toCells(int from, int count, int cell, int place);

    /**
     * Several rows fall into the same cells.
     *
     * @param from the first element of the first row
     * @param count how many elements there are in each
     * @param cell the first one's cell; the others' follow
     * @param place the place of the first row among the elements of its cells
     * @param rows how many rows there are
     * @param stride how far they are apart
     */
    default void rowsToCells(int from, int count, int cell, int place, int rows, int stride) {
      for (int row = 0; row < rows; row++) {
        toCells(from + row * stride, count, cell, place + row);
      }
    }
  }

  private static final int ROWS = 16;

  /** Longer rows are visited piece by piece, so that a piece stays in the processor's cache. */
  static final int MAX_ROW = 2048;

  private final int[] length;
  private final boolean[] folded;
  private final int axes;
  private final int cells;
  private final int perCell;

  /**
   * The shape of a fold.
   *
   * @param shape the array's shape
   * @param foldedAxes which axes are folded
   * @param slots how many slots of an element are folded, each for itself: those of the result
   */
  public FoldShape(long[] shape, boolean[] foldedAxes, int slots) {
    this.length = new int[shape.length + 1];
    this.folded = new boolean[shape.length + 1];
    int merged = 0;
    int kept = 1;
    int into = 1;
    for (int i = 0; i <= shape.length; i++) {
      boolean folds = i < shape.length && foldedAxes[i];
      int count = i < shape.length ? (int) shape[i] : slots;
      kept *= folds ? 1 : count;
      into *= folds ? count : 1;
      if (count != 1) {
        if (merged > 0 && folded[merged - 1] == folds) {
          length[merged - 1] *= count;
        } else {
          length[merged] = count;
          folded[merged++] = folds;
        }
      }
    }
    if (merged == 0) {
      length[merged++] = 1;
    }
    this.axes = merged;
    this.cells = kept;
    this.perCell = into;
  }

  /**
   * The shape of the result.
   *
   * @param shape the array's shape
   * @param foldedAxes which axes are folded
   * @param keepDims whether folded axes stay, with length 1
   * @return its shape
   */
  public static long[] result(long[] shape, boolean[] foldedAxes, boolean keepDims) {
    long[] result = new long[shape.length];
    int axes = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (!foldedAxes[axis]) {
        result[axes++] = shape[axis];
      } else if (keepDims) {
        result[axes++] = 1;
      }
    }
    return Arrays.copyOf(result, axes);
  }

  /**
   * How many elements of an array fall into each cell.
   *
   * @param shape the array's shape
   * @param foldedAxes which axes are folded
   * @return product of their lengths
   */
  public static long perCell(long[] shape, boolean[] foldedAxes) {
    long count = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      count = Shapes.times(count, foldedAxes[axis] ? shape[axis] : 1);
    }
    return count;
  }

  /**
   * The number of cells.
   *
   * @return product of the kept axes and the slots
   */
  public int cells() {
    return cells;
  }

  int perCell() {
    return perCell;
  }

  /** Visits all elements, those of one cell in C order. */
  void visit(Visitor visitor) {
    if (cells > 0 && perCell > 0) {
      visit(visitor, 0, 0, 0, 0);
    }
  }

  private void visit(Visitor visitor, int axis, int from, int cell, int place) {
    if (axis == axes - 1) {
      for (int begin = 0; begin < length[axis]; begin += MAX_ROW) {
        int count = Math.min(MAX_ROW, length[axis] - begin);
        if (folded[axis]) {
          visitor.toCell(from + begin, count, cell, place + begin);
        } else {
          visitor.toCells(from + begin, count, cell + begin, place);
        }
      }
      return;
    }
    if (axis == axes - 2 && folded[axis]) {
      visitByCells(visitor, axis, from, cell, place);
      return;
    }
    int stride = inner(axis, true) * inner(axis, false);
    int step = inner(axis, folded[axis]);
    for (int n = 0; n < length[axis]; n++) {
      visit(
          visitor,
          axis + 1,
          from + n * stride,
          folded[axis] ? cell : cell + n * step,
          folded[axis] ? place + n * step : place);
    }
  }

  /** Some rows that fall into the same cells follow each other, so that these stay in the cache. */
  private void visitByCells(Visitor visitor, int axis, int from, int cell, int place) {
    int stride = length[axis + 1];
    for (int n = 0; n < length[axis]; n += ROWS) {
      int rows = Math.min(ROWS, length[axis] - n);
      for (int begin = 0; begin < stride; begin += MAX_ROW) {
        int count = Math.min(MAX_ROW, stride - begin);
        visitor.rowsToCells(
            from + n * stride + begin, count, cell + begin, place + n, rows, stride);
      }
    }
  }

  /** The product of all axes behind one that are folded, or kept. */
  private int inner(int axis, boolean folds) {
    int product = 1;
    for (int i = axis + 1; i < axes; i++) {
      product *= folded[i] == folds ? length[i] : 1;
    }
    return product;
  }
}
