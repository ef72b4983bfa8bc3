package org.dosna.indexing;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.ChunkGrid;
import org.dosna.copy.StridedBox;
import org.dosna.element.Shapes;

/** The part of slices that lies in one chunk. */
public final class ChunkPart implements Part {
  /** Values per axis: start and count. */
  private static final int VALUES = 2;

  private final ChunkGrid grid;
  private final Slicing selection;
  private final long[] index;

  /** Of one axis after the other start and count. */
  private final int[] values;

  private boolean wholeChunk = true;

  /** A part without elements, to be {@link #set}. */
  ChunkPart(ChunkGrid grid, Slicing selection, long[] index) {
    this.grid = grid;
    this.selection = selection;
    this.index = index;
    this.values = new int[VALUES * index.length];
  }

  void set(int axis, int start, int count) {
    values[VALUES * axis] = start;
    values[VALUES * axis + 1] = count;
    wholeChunk &= count == grid.extent(index, axis);
  }

  /**
   * The part of a chunk that lies inside a dataset, and is selected of the chunk.
   *
   * @param index the chunk's position in the chunk grid
   * @param grid the chunk grid
   * @param ofChunk what is selected of the chunk's elements
   * @return the part; empty if nothing selected lies there
   */
  public static Optional<ChunkPart> inside(long[] index, ChunkGrid grid, Slicing ofChunk) {
    ChunkPart part = new ChunkPart(grid, ofChunk.movedBy(grid.origin(index)), index);
    for (int axis = 0; axis < index.length; axis++) {
      int extent = grid.extent(index, axis);
      long start = ofChunk.start(axis);
      long step = ofChunk.step(axis);
      long distance = Math.abs(step);
      long position = step < 0 ? Math.max(0, start - extent + distance) / distance : 0;
      long begin = start + position * step;
      long room = (step < 0 ? begin : extent - 1 - begin) / distance + 1;
      long length = Math.min(ofChunk.count(axis) - position, begin < extent ? room : 0);
      if (length <= 0) {
        return Optional.empty();
      }
      part.set(axis, (int) begin, (int) length);
    }
    return Optional.of(part);
  }

  @Override
  public long[] index() {
    return index;
  }

  /**
   * Where the part begins in the selection.
   *
   * @return position of the part's first element, per axis; a new array
   */
  public long[] position() {
    return positionOf(new long[index.length]);
  }

  @Override
  public long[] positionOf(long... element) {
    long[] position = element.clone();
    Arrays.setAll(position, axis -> element[axis] + position(axis));
    return position;
  }

  /**
   * Where the part begins in the selection.
   *
   * @param axis the axis
   * @return position of the part's first element
   */
  public long position(int axis) {
    long element = index[axis] * grid.chunkSize(axis) + start(axis);
    return (element - selection.start(axis)) / selection.step(axis);
  }

  /**
   * Where the part begins in the chunk.
   *
   * @param axis the axis
   * @return the first element's position in the chunk
   */
  public int start(int axis) {
    return values[VALUES * axis];
  }

  /**
   * The distance between elements inside the chunk.
   *
   * @param axis the axis
   * @return the distance; negative for backwards
   */
  public int step(int axis) {
    // A step beyond the chunk leaves a single element, whose step does not matter.
    return count(axis) == 1 ? 1 : (int) selection.step(axis);
  }

  /**
   * The number of elements on an axis.
   *
   * @param axis the axis
   * @return 1 or more
   */
  public int count(int axis) {
    return values[VALUES * axis + 1];
  }

  @Override
  public boolean wholeChunk() {
    return wholeChunk;
  }

  @Override
  public long[] shape() {
    long[] shape = new long[index.length];
    Arrays.setAll(shape, this::count);
    return shape;
  }

  /**
   * Where the part begins in the dataset.
   *
   * @return position of the part's first element, per axis; a new array
   */
  public long[] origin() {
    long[] origin = grid.origin(index);
    Arrays.setAll(origin, axis -> origin[axis] + start(axis));
    return origin;
  }

  @Override
  public StridedBox over(int slots, long first, long[] strides) {
    long begin = first;
    for (int axis = 0; axis < strides.length; axis++) {
      begin += position(axis) * strides[axis];
    }
    return at(slots, begin, strides);
  }

  @Override
  public StridedBox between(int slots, long[] strides) {
    long[] dense = Shapes.strides(shape());
    StridedBox box = new StridedBox(strides.length, slots, 0);
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      int stride = (int) strides[axis];
      box.addOuter(count(axis), (int) position(axis) * stride, stride, dense[axis]);
    }
    return box;
  }

  @Override
  public StridedBox dense(int slots) {
    return at(slots, 0, Shapes.strides(shape()));
  }

  /**
   * The part and its place in an array.
   *
   * @param slots slots of an element
   * @param begin the array's element that lies over the part's first one
   * @param strides the array's stride on each axis of the selection, in elements
   * @return the part in its chunk and in the array
   */
  public StridedBox at(int slots, long begin, long[] strides) {
    StridedBox box = new StridedBox(strides.length, slots, begin);
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      box.addOuter(count(axis), start(axis) * stride, step(axis) * stride, strides[axis]);
      stride *= grid.chunkSize(axis);
    }
    return box;
  }

  /** For instance {@code part [2, 2] of chunk [0, 1]}. */
  @Override
  public String toString() {
    return "part " + Arrays.toString(shape()) + " of chunk " + Arrays.toString(index);
  }
}
