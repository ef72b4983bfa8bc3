package org.dosna.indexing;

import org.dosna.InvalidSliceException;
import org.dosna.copy.Places;

/**
 * Which elements of an array of a known shape are meant, and the shape of the result: {@link
 * Slicing slices}, {@link Lists} of positions on some axes, or {@link Points}. Immutable.
 *
 * <p>What is laid over a selection, a result or a value, has one stride for each of the selection's
 * <em>own</em> axes: these are the array's axes, of which integers have length 1; of points it is
 * their result's.
 */
public sealed interface Selection permits Slicing, Lists, Points {
  /**
   * The shape of the result.
   *
   * @return one value per result axis; empty for a 0-d result
   */
  long[] resultShape();

  /**
   * The number of positions selected, repeated ones included.
   *
   * @return product of the result's shape
   */
  long size();

  /**
   * Whether nothing is selected.
   *
   * @return true if the size is 0
   */
  boolean isEmpty();

  /**
   * Whether all positions exist in an array of another shape.
   *
   * @param other a shape of as many axes
   * @return true if nothing is selected, too
   */
  boolean fits(long[] other);

  /**
   * How a dense result lies over the selection.
   *
   * @return per own axis the stride in the result, in elements
   */
  long[] strides();

  /**
   * How the dense result of a part of the selection lies over it.
   *
   * @param counts how many positions the part has on each own axis
   * @return per own axis the stride in the part's result, in elements
   */
  long[] strides(long[] counts);

  /**
   * Whether the axes of the result come in the order of the selection's own ones.
   *
   * @return false if some were put in another order
   */
  boolean isInOrder();

  /**
   * How a value is laid over the selection when assigned: numpy's broadcasting.
   *
   * @param valueShape the value's shape
   * @return per own axis the stride in the dense value, in elements; 0 where the value is repeated
   * @throws InvalidSliceException if the shapes don't fit
   */
  long[] broadcast(long[] valueShape);

  /**
   * Values per own axis as values per axis of the result.
   *
   * @param perAxis one per own axis
   * @param forNewAxes the value of axes that are not in the array
   * @return one per result axis
   */
  long[] onResultAxes(long[] perAxis, long forNewAxes);

  /**
   * The selection in its array, and the place of a value that is laid over it.
   *
   * @param array the shape of the array, which is dense
   * @param slots slots of an element
   * @param strides per own axis the stride in the value, in elements
   * @return both, the array as what is dense
   */
  Places in(long[] array, int slots, long[] strides);
}
