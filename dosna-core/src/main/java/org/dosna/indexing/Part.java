package org.dosna.indexing;

import org.dosna.copy.Places;
import org.dosna.element.Shapes;

/** The part of a selection that lies in one chunk. Immutable; arrays returned are not copies. */
public interface Part {
  /**
   * The chunk.
   *
   * @return its position in the chunk grid
   */
  long[] index();

  /**
   * The number of elements on each of the part's axes: the selection's own ones, or one of points.
   *
   * @return the part's shape; a new array
   */
  long[] shape();

  /**
   * The number of elements.
   *
   * @return product of the shape
   */
  default long size() {
    return Shapes.size(shape());
  }

  /**
   * Whether the part is every element of the chunk that lies inside the dataset's shape.
   *
   * @return true if nothing of the chunk is left out
   */
  boolean wholeChunk();

  /**
   * Where an element of the part is in the selection.
   *
   * @param element its position in the part, one value per axis of the part
   * @return its position on the selection's own axes; a new array. Of two elements the earlier one
   *     of the part is the earlier one
   */
  long[] positionOf(long... element);

  /**
   * The part and its place in an array that is laid over the selection.
   *
   * @param slots slots of an element
   * @param first the array's element that lies over the selection's first one
   * @param strides the array's stride on each of the selection's own axes, in elements
   * @return the part in its chunk and in the array
   */
  Places over(int slots, long first, long[] strides);

  /**
   * The part's place in an array that is laid over the selection, and in a dense array of its own
   * shape.
   *
   * @param slots slots of an element
   * @param strides the first array's stride on each of the selection's own axes, in elements
   * @return the first array as what is called the chunk
   */
  Places between(int slots, long[] strides);

  /**
   * The part and its place in a dense array of its own shape.
   *
   * @param slots slots of an element
   * @return the part in its chunk and in the array
   */
  Places dense(int slots);
}
