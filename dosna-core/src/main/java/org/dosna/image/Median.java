package org.dosna.image;

import java.util.Arrays;

/** The median of a box; of an even number of elements the larger of the two in the middle. */
final class Median extends BoxKernel {
  Median(int[] size) {
    super(size);
  }

  @Override
  long[] picked(long[] keys, long[] strides) {
    int[] neighbours = neighbours(strides);
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
    return medians;
  }

  /** How far away the elements of the box are, in ascending order. */
  private int[] neighbours(long[] strides) {
    int[] neighbours = {0};
    for (int axis = 0; axis < strides.length; axis++) {
      int window = window(axis);
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
