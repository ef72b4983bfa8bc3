package org.dosna.image;

import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.element.Shapes;

/**
 * What picks one element of a box around each; elements are compared by their {@link Ordered} keys.
 */
abstract class BoxKernel implements Kernel {
  private final int[] size;

  /**
   * A kernel of boxes.
   *
   * @param size the length of a box on each axis, or one for all
   */
  BoxKernel(int[] size) {
    this.size = size;
  }

  /** The length of a box on an axis. */
  final int window(int axis) {
    return size[size.length == 1 ? 0 : axis];
  }

  @Override
  public final int[] reach(int ndim) {
    int[] reach = new int[ndim];
    Arrays.setAll(reach, axis -> window(axis) / 2);
    return reach;
  }

  @Override
  public final NDArray apply(NDArray block) {
    long[] shape = block.shape();
    long[] picked = picked(Ordered.keys(block), Shapes.strides(shape));
    return Ordered.elements(picked, block.dtype(), shape);
  }

  /**
   * Picks for each element.
   *
   * @param keys of the elements in C order; may be changed and returned
   * @param strides how far neighbours on each axis lie apart
   * @return the keys of those that are picked
   */
  abstract long[] picked(long[] keys, long[] strides);
}
