package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/**
 * Where a box of elements goes in an array.
 *
 * @param array the array, in native byte order
 * @param start its element at which the box begins
 * @param strides per axis the distance between the box's elements
 */
record Place(NDArray array, long start, long[] strides) {
  /** All of an array. */
  static Place all(NDArray array) {
    return new Place(array, 0, strides(array.shape()));
  }

  /** The distances between elements of a dense box. */
  static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  /** A box in this one. */
  Place at(long[] offset) {
    long first = start;
    for (int axis = 0; axis < offset.length; axis++) {
      first += offset[axis] * strides[axis];
    }
    return new Place(array, first, strides);
  }

  /**
   * Copies a box out of a dense one.
   *
   * @param bytes the dense box's elements, from the buffer's position, in the buffer's byte order
   * @param shape the dense box's shape; the length of the first axis does not matter
   * @param origin where the box lies in it
   * @param box the box's shape
   */
  void copy(ByteBuffer bytes, int[] shape, int[] origin, int[] box) {
    transfer(shape, origin, box).fromChunk(bytes, 0);
  }

  /** Copies a dense array of a box's shape. */
  void copy(NDArray dense, long[] box) {
    int[] shape = ints(box);
    transfer(shape, new int[shape.length], shape).fromChunk(dense.array());
  }

  /** Gives all elements of a box one value. */
  void fill(long[] box, NDArray value) {
    int[] shape = ints(box);
    transfer(shape, new int[shape.length], shape).fill(value);
  }

  private Transfer transfer(int[] shape, int[] origin, int[] box) {
    int[] dense = new int[box.length];
    Arrays.fill(dense, 1);
    return new Transfer(array, start, strides, shape, origin, dense, box, false);
  }

  /** Lengths that fit into an array in memory. */
  static int[] ints(long[] lengths) {
    return Arrays.stream(lengths).mapToInt(Math::toIntExact).toArray();
  }
}
