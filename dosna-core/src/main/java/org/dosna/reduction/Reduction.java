package org.dosna.reduction;

import org.dosna.NDArray;
import org.dosna.indexing.Part;

/**
 * A computation over many blocks: each gives a partial result, and partial results are combined two
 * by two. Stateless.
 *
 * @param <P> a partial result
 */
public interface Reduction<P> {
  /**
   * The result of one block.
   *
   * @param block its elements; used again for other blocks afterwards
   * @param part says where they are
   * @return a partial result
   */
  P ofBlock(NDArray block, Part part);

  /**
   * The result of elements that all have one value.
   *
   * @param element that value, in an array without axes
   * @param count how many elements there are, 1 or more
   * @param position where the first of them is
   * @return a partial result
   */
  P ofEqual(NDArray element, long count, long[] position);

  /**
   * The result of two parts together.
   *
   * @param first the result of one part
   * @param second the result of another one
   * @return a partial result
   */
  P combine(P first, P second);
}
