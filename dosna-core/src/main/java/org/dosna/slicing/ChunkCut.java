package org.dosna.slicing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A selection cut along the chunk grid: yields the {@link ChunkPart} of every chunk touched, in the
 * order of the selection, last axis fastest. Lazy: its state is one position per axis, and chunks
 * that a large step jumps over cost nothing.
 */
public final class ChunkCut implements Iterable<ChunkPart> {
  private final Selection selection;
  private final long[] shape;
  private final int[] chunkSize;

  /**
   * Cuts a selection.
   *
   * @param selection what of the dataset is selected
   * @param shape the dataset's shape
   * @param chunkSize the shape of a chunk
   */
  public ChunkCut(Selection selection, long[] shape, int[] chunkSize) {
    this.selection = selection;
    this.shape = shape;
    this.chunkSize = chunkSize;
  }

  /**
   * The number of chunks touched.
   *
   * @return parts that the iterator yields; {@code Long.MAX_VALUE} if there are more
   */
  public long size() {
    if (selection.isEmpty()) {
      return 0;
    }
    long size = 1;
    for (int axis = 0; axis < chunkSize.length; axis++) {
      long touched = touched(axis);
      size = size > Long.MAX_VALUE / touched ? Long.MAX_VALUE : size * touched;
    }
    return size;
  }

  private long touched(int axis) {
    long count = selection.count(axis);
    if (Math.abs(selection.step(axis)) >= chunkSize[axis]) {
      return count;
    }
    long first = selection.start(axis) / chunkSize[axis];
    long last = at(axis, count - 1) / chunkSize[axis];
    return Math.abs(last - first) + 1;
  }

  private long at(int axis, long position) {
    return selection.start(axis) + position * selection.step(axis);
  }

  /** How many positions from {@code position} on lie in the same chunk. */
  private long run(int axis, long position) {
    long element = at(axis, position);
    long inChunk = element % chunkSize[axis];
    long step = selection.step(axis);
    long room = step > 0 ? chunkSize[axis] - 1 - inChunk : inChunk;
    return Math.min(selection.count(axis) - position, room / Math.abs(step) + 1);
  }

  /**
   * The part in a given chunk.
   *
   * @param index the chunk's position in the chunk grid
   * @return empty if nothing of it is selected
   */
  public Optional<ChunkPart> partIn(long[] index) {
    long[] position = new long[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      long step = selection.step(axis);
      long first = index[axis] * chunkSize[axis];
      long entered =
          step > 0
              ? Math.floorDiv(first - selection.start(axis) + step - 1, step)
              : Math.floorDiv(selection.start(axis) - first - chunkSize[axis] - step, -step);
      position[axis] = Math.max(0, entered);
      boolean selected = position[axis] < selection.count(axis);
      if (!selected || at(axis, position[axis]) / chunkSize[axis] != index[axis]) {
        return Optional.empty();
      }
    }
    return selection.isEmpty() ? Optional.empty() : Optional.of(partAt(position));
  }

  private ChunkPart partAt(long[] position) {
    int ndim = chunkSize.length;
    long[] index = new long[ndim];
    int[] start = new int[ndim];
    int[] step = new int[ndim];
    int[] count = new int[ndim];
    boolean whole = true;
    for (int axis = 0; axis < ndim; axis++) {
      long element = at(axis, position[axis]);
      index[axis] = element / chunkSize[axis];
      start[axis] = (int) (element % chunkSize[axis]);
      count[axis] = (int) run(axis, position[axis]);
      // A step beyond the chunk leaves a single element, whose step does not matter.
      step[axis] = count[axis] == 1 ? 1 : (int) selection.step(axis);
      long origin = index[axis] * chunkSize[axis];
      whole &= count[axis] == Math.min(chunkSize[axis], shape[axis] - origin);
    }
    return new ChunkPart(index, start, step, count, position.clone(), whole);
  }

  @Override
  public Iterator<ChunkPart> iterator() {
    return new Parts();
  }

  private final class Parts implements Iterator<ChunkPart> {
    private final long[] position = new long[chunkSize.length];
    private boolean more = !selection.isEmpty();

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public ChunkPart next() {
      if (!more) {
        throw new NoSuchElementException("no more chunks");
      }
      ChunkPart part = partAt(position);
      more = advance(part);
      return part;
    }

    private boolean advance(ChunkPart part) {
      for (int axis = position.length - 1; axis >= 0; axis--) {
        position[axis] += part.count()[axis];
        if (position[axis] < selection.count(axis)) {
          return true;
        }
        position[axis] = 0;
      }
      return false;
    }
  }
}
