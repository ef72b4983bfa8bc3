package org.dosna;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.element.Shapes;

/**
 * A shape cut into chunks of one size: which chunks there are and where they lie. Chunks at the far
 * edges reach beyond the shape. Immutable.
 */
public final class ChunkGrid {
  private final long[] shape;
  private final int[] chunkSize;

  private ChunkGrid(long[] shape, int[] chunkSize) {
    this.shape = shape;
    this.chunkSize = chunkSize;
  }

  /**
   * The grid of a shape.
   *
   * @param shape the shape: lengths of 0 or more
   * @param chunkSize the shape of a chunk: one value of 1 or more per axis
   * @return the grid
   * @throws DosnaException if shape or chunk size are not allowed
   */
  public static ChunkGrid of(long[] shape, int... chunkSize) {
    Arguments.require("shape", shape);
    Arguments.require("chunkSize", chunkSize);
    if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
      throw new DosnaException(
          "A shape has no negative lengths: " + Arguments.excerpt(Arrays.toString(shape)));
    }
    if (chunkSize.length != shape.length) {
      throw new DosnaException(
          "A chunk size has one value per axis: "
              + shape.length
              + " for shape "
              + Arguments.excerpt(Arrays.toString(shape))
              + ", not "
              + chunkSize.length
              + ": "
              + Arguments.excerpt(Arrays.toString(chunkSize)));
    }
    for (int length : chunkSize) {
      if (length < 1) {
        throw new DosnaException(
            "A chunk size has values of 1 or more, not "
                + Arguments.excerpt(Arrays.toString(chunkSize)));
      }
    }
    return new ChunkGrid(shape.clone(), chunkSize.clone());
  }

  /**
   * The number of axes.
   *
   * @return 0 or more
   */
  public int ndim() {
    return shape.length;
  }

  /**
   * The shape that is cut.
   *
   * @return a copy
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * A length of the shape that is cut.
   *
   * @param axis the axis
   * @return its length
   */
  public long shape(int axis) {
    return shape[requireAxis(axis)];
  }

  /**
   * The shape of a chunk.
   *
   * @return a copy
   */
  public int[] chunkSize() {
    return chunkSize.clone();
  }

  /**
   * A length of a chunk.
   *
   * @param axis the axis
   * @return its length, 1 or more
   */
  public int chunkSize(int axis) {
    return chunkSize[requireAxis(axis)];
  }

  /**
   * The size of a chunk, whether it reaches beyond the shape or not.
   *
   * @return number of elements; {@code Long.MAX_VALUE} if there are more
   */
  public long chunkElements() {
    return Shapes.size(chunkSize);
  }

  /**
   * The number of chunks on each axis.
   *
   * @return shape divided by chunk size, rounded up
   */
  public long[] counts() {
    long[] counts = new long[shape.length];
    Arrays.setAll(counts, this::count);
    return counts;
  }

  /**
   * The number of chunks on an axis.
   *
   * @param axis the axis
   * @return length divided by the chunk's, rounded up
   */
  public long count(int axis) {
    requireAxis(axis);
    return shape[axis] / chunkSize[axis] + (shape[axis] % chunkSize[axis] == 0 ? 0 : 1);
  }

  /**
   * The number of chunks.
   *
   * @return product of the {@link #counts}; {@code Long.MAX_VALUE} if there are more
   */
  public long size() {
    long size = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      size = Shapes.times(size, count(axis));
    }
    return size;
  }

  /**
   * Whether there is such a chunk.
   *
   * @param index any position
   * @return true if it is inside the grid
   */
  public boolean contains(long[] index) {
    Arguments.require("index", index);
    boolean inside = index.length == shape.length;
    for (int axis = 0; inside && axis < shape.length; axis++) {
      inside = index[axis] >= 0 && index[axis] < count(axis);
    }
    return inside;
  }

  /**
   * Where a chunk begins.
   *
   * @param index the chunk's position in the grid
   * @return the position of its first element, one value per axis
   */
  public long[] origin(long[] index) {
    requireIndices(index);
    long[] origin = new long[shape.length];
    Arrays.setAll(origin, axis -> index[axis] * chunkSize[axis]);
    return origin;
  }

  /**
   * The part of a chunk that lies inside the shape.
   *
   * @param index the chunk's position in the grid
   * @return its length on each axis: the chunk size, less at the edges
   */
  public int[] extent(long[] index) {
    requireIndices(index);
    int[] extent = new int[shape.length];
    for (int axis = 0; axis < extent.length; axis++) {
      extent[axis] = extent(index, axis);
    }
    return extent;
  }

  /**
   * How much of a chunk lies inside the shape on an axis.
   *
   * @param index the chunk's position in the grid
   * @param axis the axis
   * @return the chunk size, less at the edge
   */
  public int extent(long[] index, int axis) {
    requireIndices(index);
    requireAxis(axis);
    return (int) Math.min(chunkSize[axis], shape[axis] - index[axis] * chunkSize[axis]);
  }

  /**
   * The size of the part of a chunk that lies inside the shape.
   *
   * @param index the chunk's position in the grid
   * @return number of elements: product of the {@link #extent(long[]) extent}
   */
  public long extentElements(long[] index) {
    requireIndices(index);
    long size = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      size = Shapes.times(size, extent(index, axis));
    }
    return size;
  }

  private int requireAxis(int axis) {
    if (axis < 0 || axis >= shape.length) {
      throw new InvalidSliceException(
          "There is no axis " + axis + "; the axes of " + this + " are 0 to " + (shape.length - 1));
    }
    return axis;
  }

  private void requireIndices(long[] index) {
    if (Arguments.require("index", index).length != shape.length) {
      throw new InvalidSliceException(
          "A chunk has one index per axis: "
              + shape.length
              + " in "
              + this
              + ", not "
              + index.length);
    }
  }

  /**
   * All positions in the grid in C order, made one by one.
   *
   * @return {@link #size} positions
   */
  public Stream<long[]> positions() {
    return LongStream.range(0, size()).mapToObj(this::position);
  }

  private long[] position(long number) {
    long[] position = new long[shape.length];
    long rest = number;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % count(axis);
      rest /= count(axis);
    }
    return position;
  }

  /** For instance {@code [256, 256], chunks [64, 64], grid [4, 4]}. */
  @Override
  public String toString() {
    return Arrays.toString(shape)
        + ", chunks "
        + Arrays.toString(chunkSize)
        + ", grid "
        + Arrays.toString(counts());
  }
}
