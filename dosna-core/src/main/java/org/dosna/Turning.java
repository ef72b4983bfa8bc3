package org.dosna;

/**
 * Something whose axes are put in another order, turned round or dropped. Of an {@link NDArray}
 * results are copies, of a {@link Dataset} or a view they are views.
 *
 * @param <R> the result
 */
public interface Turning<R> {
  /**
   * Puts the axes in another order.
   *
   * @param axes for each axis of the result the axis it comes from; negative ones count from the
   *     last. None reverses the order of all
   * @return the result
   * @throws InvalidSliceException if they are not all axes, each once
   */
  R transpose(int... axes);

  /**
   * Turns axes round.
   *
   * @param axes which; negative ones count from the last. None turns all of them round
   * @return the result
   * @throws InvalidSliceException if there is no such axis
   */
  R flip(int... axes);

  /**
   * Exchanges two axes.
   *
   * @param axis an axis; negative counts from the last
   * @param other another one
   * @return the result
   * @throws InvalidSliceException if there is no such axis
   */
  R swapAxes(int axis, int other);

  /**
   * Drops axes of length 1.
   *
   * @param axes which; negative ones count from the last. None drops all that have length 1
   * @return the result
   * @throws InvalidSliceException if there is no such axis, or its length is not 1
   */
  R squeeze(int... axes);
}
