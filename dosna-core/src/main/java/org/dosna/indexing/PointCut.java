package org.dosna.indexing;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dosna.ChunkGrid;

/** {@link Points} cut along a chunk grid. */
final class PointCut implements Cut<PointPart> {
  private final Points points;
  private final ChunkGrid grid;
  private final Groups groups;
  private final boolean asRows;

  /** Points parted by chunks. */
  static PointCut of(Points points, ChunkGrid grid) {
    return new PointCut(points, grid, Groups.equal(points.chunks(grid)), false);
  }

  /** Points parted into parts of rows of the result, each in one chunk. */
  static PointCut rows(Points points, ChunkGrid grid) {
    long[] shape = points.resultShape();
    long row = shape.length == 0 ? 1 : shape[shape.length - 1];
    long[] chunks = points.chunks(grid);
    // What goes on in the next row is another part: both together would be no box.
    Arrays.setAll(chunks, n -> 2 * chunks[n] + n / row % 2);
    return new PointCut(points, grid, Groups.runs(chunks), true);
  }

  private PointCut(Points points, ChunkGrid grid, Groups groups, boolean asRows) {
    this.points = points;
    this.grid = grid;
    this.groups = groups;
    this.asRows = asRows;
  }

  @Override
  public long size() {
    return groups.begin().length - 1L;
  }

  @Override
  public long size(int axis) {
    return axis == 0 ? size() : 1;
  }

  private long[] index(int number) {
    int point = groups.order()[groups.begin()[number]];
    long[] index = new long[points.ndim()];
    Arrays.setAll(index, axis -> points.at(axis, point) / grid.chunkSize(axis));
    return index;
  }

  private PointPart part(int number) {
    int[] some =
        Arrays.copyOfRange(groups.order(), groups.begin()[number], groups.begin()[number + 1]);
    return new PointPart(points, grid, index(number), some, asRows);
  }

  @Override
  public Optional<PointPart> partIn(long[] index) {
    int low = 0;
    int high = (int) size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(index(middle), index) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean found = low < size() && compare(index(low), index) == 0;
    return found ? Optional.of(part(low)) : Optional.empty();
  }

  @Override
  public int compare(long[] index, long[] other) {
    return Arrays.compare(index, other);
  }

  @Override
  public Iterator<PointPart> iterator(long first) {
    return new Iterator<>() {
      private int next = (int) first;

      @Override
      public boolean hasNext() {
        return next < size();
      }

      @Override
      public PointPart next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more chunks");
        }
        return part(next++);
      }
    };
  }
}
