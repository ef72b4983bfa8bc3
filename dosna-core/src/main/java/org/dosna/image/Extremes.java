package org.dosna.image;

/**
 * The smallest or largest element of a box. Along each axis windows are joined to ones of twice the
 * length, so that a long box takes hardly longer than a short one.
 */
final class Extremes extends BoxKernel {
  private final boolean max;

  Extremes(int[] size, boolean max) {
    super(size);
    this.max = max;
  }

  @Override
  long[] picked(long[] keys, long[] strides) {
    int behind = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      int window = window(axis);
      int stride = (int) strides[axis];
      for (int length = 1; length < window; length = Math.min(2 * length, window)) {
        join(keys, Math.min(length, window - length) * stride);
      }
      behind += window / 2 * stride;
    }
    // Each key is that of a window that begins there; it belongs to the element in the middle.
    System.arraycopy(keys, 0, keys, behind, keys.length - behind);
    return keys;
  }

  private void join(long[] keys, int shift) {
    for (int i = 0; i < keys.length - shift; i++) {
      keys[i] = max ? Math.max(keys[i], keys[i + shift]) : Math.min(keys[i], keys[i + shift]);
    }
  }
}
