package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/**
 * The part of a selection that lies in one chunk.
 *
 * @param index the chunk's position in the chunk grid
 * @param start first element inside the chunk, per axis
 * @param step distance between elements inside the chunk, per axis; negative for backwards
 * @param count number of elements, per axis
 * @param position first element inside the selection, per axis
 * @param wholeChunk whether it is every element of the chunk that lies inside the dataset's shape
 */
public record ChunkPart(
    long[] index, int[] start, int[] step, int[] count, long[] position, boolean wholeChunk) {

  /**
   * All of a chunk that lies inside a dataset, of which all is selected.
   *
   * @param index the chunk's position in the chunk grid
   * @param spec what the dataset is made of
   * @return the part
   */
  public static ChunkPart whole(long[] index, DatasetSpec spec) {
    int[] extent = spec.extent(index);
    int[] chunkSize = spec.chunkSize();
    long[] position = new long[extent.length];
    Arrays.setAll(position, axis -> index[axis] * chunkSize[axis]);
    return new ChunkPart(
        index, new int[extent.length], ones(extent.length), extent, position, true);
  }

  /**
   * The number of elements on each axis.
   *
   * @return the part's shape
   */
  public long[] shape() {
    long[] shape = new long[count.length];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = count[axis];
    }
    return shape;
  }

  /**
   * The number of elements.
   *
   * @return product of the shape
   */
  public long size() {
    return Arrays.stream(shape()).reduce(1, (a, b) -> a * b);
  }

  /**
   * Where the part begins in the dataset.
   *
   * @param chunkSize the chunk's shape
   * @return position of the part's first element, per axis
   */
  public long[] origin(int[] chunkSize) {
    long[] origin = new long[index.length];
    for (int axis = 0; axis < origin.length; axis++) {
      origin[axis] = index[axis] * chunkSize[axis] + start[axis];
    }
    return origin;
  }

  /**
   * The part as a transfer between its chunk and an array that is laid over the selection.
   *
   * @param array the array
   * @param first the array's element that lies over the selection's first one
   * @param strides the array's stride on each axis of the selection, in elements
   * @param chunkSize the chunk's shape
   * @return the transfer
   */
  public Transfer transfer(NDArray array, long first, long[] strides, int[] chunkSize) {
    long begin = first;
    for (int axis = 0; axis < strides.length; axis++) {
      begin += position[axis] * strides[axis];
    }
    return new Transfer(array, begin, strides, chunkSize, start, step, count, wholeChunk);
  }

  /**
   * The part as a transfer between its chunk and a dense array of the part's own shape.
   *
   * @param array an array of the part's shape
   * @param chunkSize the chunk's shape
   * @return the transfer
   */
  public Transfer transfer(NDArray array, int[] chunkSize) {
    return transfer(array, new int[count.length], chunkSize);
  }

  /**
   * The part as a transfer between its chunk and the middle of a dense array.
   *
   * @param array an array of the part's shape with a margin around it
   * @param margin how many of the array's elements lie before the part, per axis
   * @param chunkSize the chunk's shape
   * @return the transfer
   */
  public Transfer transfer(NDArray array, int[] margin, int[] chunkSize) {
    long[] strides = Transfer.strides(array.shape());
    long begin = 0;
    for (int axis = 0; axis < margin.length; axis++) {
      begin += margin[axis] * strides[axis];
    }
    return new Transfer(array, begin, strides, chunkSize, start, step, count, wholeChunk);
  }

  /**
   * Copies the part of an array that is laid over the selection.
   *
   * @param array the array
   * @param strides the array's stride on each axis of the selection, in elements
   * @return a dense array of the part's shape
   */
  public NDArray pick(NDArray array, long[] strides) {
    NDArray picked = NDArray.zeros(array.dtype(), shape());
    ChunkPart dense =
        new ChunkPart(index, new int[count.length], ones(count.length), count, position, true);
    dense.transfer(array, 0, strides, count).toChunk(picked.array());
    return picked;
  }

  private static int[] ones(int ndim) {
    int[] ones = new int[ndim];
    Arrays.fill(ones, 1);
    return ones;
  }
}
