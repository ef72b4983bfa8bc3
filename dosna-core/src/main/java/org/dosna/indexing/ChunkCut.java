package org.dosna.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.dosna.ChunkGrid;
import org.dosna.element.Shapes;

/**
 * A selection cut along the chunk grid: yields the {@link ChunkPart} of every chunk touched, in the
 * order of the selection, last axis fastest. Lazy: its state is one position per axis, and chunks
 * that a large step jumps over cost nothing.
 */
public final class ChunkCut implements Cut<ChunkPart> {
  private final Slicing slicing;
  private final ChunkGrid grid;
  private final Optional<int[]> shardSize;

  /**
   * Cuts a slicing.
   *
   * @param slicing what of the dataset is selected
   * @param grid the dataset's chunk grid
   */
  public ChunkCut(Slicing slicing, ChunkGrid grid) {
    this(slicing, grid, Optional.empty());
  }

  /**
   * Cuts a slicing, so that all chunks of a shard come one after the other.
   *
   * @param slicing what of the dataset is selected
   * @param grid the dataset's chunk grid
   * @param shardSize the shape of a shard, if there are any
   */
  public ChunkCut(Slicing slicing, ChunkGrid grid, Optional<int[]> shardSize) {
    this.slicing = slicing;
    this.grid = grid;
    this.shardSize = shardSize;
  }

  @Override
  public long size() {
    if (slicing.isEmpty()) {
      return 0;
    }
    long size = 1;
    for (int axis = 0; axis < grid.ndim(); axis++) {
      size = Shapes.times(size, touched(axis));
    }
    return size;
  }

  @Override
  public long size(int axis) {
    return slicing.count(axis) == 0 ? 0 : touched(axis);
  }

  @Override
  public Optional<BiPredicate<long[], long[]>> neighbours() {
    return shardSize.map(size -> (index, other) -> isOneShard(size, index, other));
  }

  private boolean isOneShard(int[] size, long[] index, long[] other) {
    return compareShards(size, index, other) == 0;
  }

  private int compareShards(int[] size, long[] index, long[] other) {
    int order = 0;
    for (int axis = 0; axis < size.length && order == 0; axis++) {
      int chunks = size[axis] / grid.chunkSize(axis);
      order = Long.compare(index[axis] / chunks, other[axis] / chunks);
    }
    return order;
  }

  /**
   * Some chunks, in such an order that those of a shard come one after the other.
   *
   * @param chunks positions in the chunk grid, in any order
   * @return the same; as they come if there are no shards, else after all have come
   */
  public Stream<long[]> ordered(Stream<long[]> chunks) {
    return shardSize
        .map(size -> chunks.sorted((index, other) -> compareShards(size, index, other)))
        .orElse(chunks);
  }

  private long touched(int axis) {
    long count = slicing.count(axis);
    if (Math.abs(slicing.step(axis)) >= grid.chunkSize(axis)) {
      return count;
    }
    long first = slicing.start(axis) / grid.chunkSize(axis);
    long last = at(axis, count - 1) / grid.chunkSize(axis);
    return Math.abs(last - first) + 1;
  }

  private long at(int axis, long position) {
    return slicing.start(axis) + position * slicing.step(axis);
  }

  /** How many positions from {@code position} on lie in the same chunk. */
  private long run(int axis, long position) {
    long element = at(axis, position);
    long inChunk = element % grid.chunkSize(axis);
    long step = slicing.step(axis);
    long room = step > 0 ? grid.chunkSize(axis) - 1 - inChunk : inChunk;
    return Math.min(slicing.count(axis) - position, room / Math.abs(step) + 1);
  }

  @Override
  public Optional<ChunkPart> partIn(long[] index) {
    long[] position = new long[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      position[axis] = entered(axis, index[axis]);
      boolean selected = position[axis] < slicing.count(axis);
      if (!selected || at(axis, position[axis]) / grid.chunkSize(axis) != index[axis]) {
        return Optional.empty();
      }
    }
    return slicing.isEmpty() ? Optional.empty() : Optional.of(partAt(position));
  }

  /** The first position that lies in a chunk, or behind it in the order of the slicing. */
  private long entered(int axis, long index) {
    long step = slicing.step(axis);
    long first = index * grid.chunkSize(axis);
    long entered =
        step > 0
            ? Math.floorDiv(first - slicing.start(axis) + step - 1, step)
            : Math.floorDiv(slicing.start(axis) - first - grid.chunkSize(axis) - step, -step);
    return Math.max(0, entered);
  }

  /** The first position that lies in the chunk that is touched after {@code number} others. */
  private long enteredAfter(int axis, long number) {
    if (Math.abs(slicing.step(axis)) >= grid.chunkSize(axis)) {
      return number;
    }
    long first = slicing.start(axis) / grid.chunkSize(axis);
    return entered(axis, slicing.step(axis) > 0 ? first + number : first - number);
  }

  @Override
  public int compare(long[] index, long[] other) {
    for (int axis = 0; axis < index.length; axis++) {
      int order = Long.compare(index[axis], other[axis]);
      if (order != 0) {
        return slicing.step(axis) > 0 ? order : -order;
      }
    }
    return 0;
  }

  private ChunkPart partAt(long[] position) {
    int ndim = grid.ndim();
    long[] index = new long[ndim];
    ChunkPart part = new ChunkPart(grid, slicing, index);
    for (int axis = 0; axis < ndim; axis++) {
      long element = at(axis, position[axis]);
      int length = grid.chunkSize(axis);
      index[axis] = element / length;
      part.set(axis, (int) (element % length), (int) run(axis, position[axis]));
    }
    return part;
  }

  @Override
  public Iterator<ChunkPart> iterator() {
    return shardSize.<Iterator<ChunkPart>>map(ByShard::new).orElseGet(() -> iterator(0));
  }

  /** All parts, shard by shard. */
  private final class ByShard implements Iterator<ChunkPart> {
    private final Iterator<ChunkPart> shards;
    private final int[] chunks;
    private Iterator<ChunkPart> parts = Collections.emptyIterator();

    ByShard(int[] size) {
      this.shards = new ChunkCut(slicing, ChunkGrid.of(grid.shape(), size)).iterator();
      this.chunks = size.clone();
      Arrays.setAll(chunks, axis -> size[axis] / grid.chunkSize(axis));
    }

    @Override
    public boolean hasNext() {
      while (!parts.hasNext() && shards.hasNext()) {
        List<ChunkPart> found = new ArrayList<>();
        collect(shards.next().index(), new long[grid.ndim()], 0, found);
        parts = found.iterator();
      }
      return parts.hasNext();
    }

    private void collect(long[] shard, long[] index, int axis, List<ChunkPart> found) {
      if (axis == index.length) {
        partIn(index.clone()).ifPresent(found::add);
        return;
      }
      for (int n = 0; n < chunks[axis]; n++) {
        index[axis] = shard[axis] * chunks[axis] + n;
        collect(shard, index, axis + 1, found);
      }
    }

    @Override
    public ChunkPart next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more chunks");
      }
      return parts.next();
    }
  }

  @Override
  public Iterator<ChunkPart> iterator(long first) {
    return new PartIterator(positionAfter(first));
  }

  /** The position at which the part begins that follows some others. */
  private long[] positionAfter(long first) {
    long[] position = new long[grid.ndim()];
    long rest = first;
    for (int axis = position.length - 1; rest > 0; axis--) {
      long touched = touched(axis);
      position[axis] = enteredAfter(axis, rest % touched);
      rest /= touched;
    }
    return position;
  }

  /** One of the parts. */
  ChunkPart part(long number) {
    return partAt(positionAfter(number));
  }

  /** Of one axis the number of the part in a chunk, in which there is one. */
  long numberOf(long chunk) {
    long size = grid.chunkSize(0);
    return Math.abs(slicing.step(0)) >= size
        ? entered(0, chunk)
        : Math.abs(chunk - slicing.start(0) / size);
  }

  private final class PartIterator implements Iterator<ChunkPart> {
    private final long[] position;
    private boolean more = !slicing.isEmpty();

    PartIterator(long[] position) {
      this.position = position;
    }

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
        position[axis] += part.count(axis);
        if (position[axis] < slicing.count(axis)) {
          return true;
        }
        position[axis] = 0;
      }
      return false;
    }
  }
}
