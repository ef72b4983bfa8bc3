package org.dosna.fold;

import org.dosna.element.ElementType;

/**
 * How elements of one type are folded into cells: elements come in blocks, in any number, and cells
 * of different blocks are combined. Stateless.
 */
public interface Fold {
  /**
   * The type of the result.
   *
   * @return numpy's
   */
  ElementType result();

  /**
   * Cells into which nothing has fallen.
   *
   * @param cells how many, slots counted one by one
   * @return the cells
   */
  Cells begin(int cells);

  /**
   * Folds a block.
   *
   * @param cells gets its elements
   * @param type their type
   * @param array the elements, dense
   * @param shape which fall into which cell
   * @param place the block's first place among the elements of each cell
   */
  void add(Cells cells, ElementType type, Object array, FoldShape shape, long place);

  /**
   * Adds to cells what is in others.
   *
   * @param cells get it
   * @param others the same cells, of elements that come later
   */
  void combine(Cells cells, Cells others);

  /**
   * The result.
   *
   * @param cells into which all elements have fallen
   * @param perCell how many of them into each
   * @return a primitive array of the result's type
   */
  Object finish(Cells cells, long perCell);
}
