package org.dosna.image;

import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.element.Shapes;

/**
 * The smallest or largest element of a box. Along each axis windows are joined to ones of twice the
 * length, so that a long box takes hardly longer than a short one.
 */
final class Extremes implements Kernel {
  private final int[] size;
  private final boolean max;

  Extremes(int[] size, boolean max) {
    this.size = size;
    this.max = max;
  }

  @Override
  public int[] reach(int ndim) {
    int[] reach = new int[ndim];
    Arrays.setAll(reach, axis -> Kernel.of(size, axis) / 2);
    return reach;
  }

  @Override
  public NDArray apply(NDArray block) {
    long[] shape = block.shape();
    long[] strides = Shapes.strides(shape);
    long[] keys = Ordered.keys(block);
    int behind = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      int window = Kernel.of(size, axis);
      int stride = (int) strides[axis];
      for (int length = 1; length < window; length = Math.min(2 * length, window)) {
        join(keys, Math.min(length, window - length) * stride);
      }
      behind += window / 2 * stride;
    }
    // Each key is that of a window that begins there; it belongs to the element in the middle.
    System.arraycopy(keys.clone(), 0, keys, behind, keys.length - behind);
    return Ordered.elements(keys, block.dtype(), shape);
  }

  private void join(long[] keys, int shift) {
    for (int i = 0; i < keys.length - shift; i++) {
      keys[i] = max ? Math.max(keys[i], keys[i + shift]) : Math.min(keys[i], keys[i + shift]);
    }
  }
}
