package org.dosna.image;

import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.element.Shapes;

/** The median of a box; of an even number of elements the larger of the two in the middle. */
final class Median implements Kernel {
  private final int[] size;

  Median(int[] size) {
    this.size = size;
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
    long[] keys = Ordered.keys(block);
    int[] neighbours = neighbours(shape);
    int before = -neighbours[0];
    int behind = neighbours[neighbours.length - 1];
    long[] medians = new long[keys.length];
    long[] box = new long[neighbours.length];
    for (int i = before; i < keys.length - behind; i++) {
      for (int n = 0; n < box.length; n++) {
        box[n] = keys[i + neighbours[n]];
      }
      medians[i] = select(box, box.length / 2);
    }
    return Ordered.elements(medians, block.dtype(), shape);
  }

  /** How far away the elements of the box are, in ascending order. */
  private int[] neighbours(long[] shape) {
    long[] strides = Shapes.strides(shape);
    int[] neighbours = {0};
    for (int axis = 0; axis < shape.length; axis++) {
      int window = Kernel.of(size, axis);
      int stride = (int) strides[axis];
      int[] more = new int[neighbours.length * window];
      for (int n = 0; n < more.length; n++) {
        more[n] = neighbours[n / window] + (n % window - window / 2) * stride;
      }
      neighbours = more;
    }
    Arrays.sort(neighbours);
    return neighbours;
  }

  /**
   * The k-th smallest, from 0 on, by Hoare's algorithm FIND; puts the elements in another order.
   */
  private static long select(long[] a, int k) {
    int low = 0;
    int high = a.length - 1;
    while (low < high) {
      long pivot = a[k];
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (pivot < a[j]) {
          j--;
        }
        if (i <= j) {
          long swapped = a[i];
          a[i++] = a[j];
          a[j--] = swapped;
        }
      }
      low = j < k ? i : low;
      high = k < i ? j : high;
    }
    return a[k];
  }
}
