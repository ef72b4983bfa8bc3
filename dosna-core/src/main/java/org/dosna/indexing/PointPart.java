package org.dosna.indexing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.ChunkGrid;
import org.dosna.copy.Places;
import org.dosna.copy.Runs;

/** The {@link Points} that lie in one chunk. */
public final class PointPart implements Part {
  private final Points points;
  private final ChunkGrid grid;
  private final long[] index;

  /** Numbers of the points, in ascending order. */
  private final int[] some;

  private final boolean isRow;

  PointPart(Points points, ChunkGrid grid, long[] index, int[] some, boolean isRow) {
    this.points = points;
    this.grid = grid;
    this.index = index;
    this.some = some;
    this.isRow = isRow;
  }

  /** What is selected of a chunk and lies inside the dataset. */
  static Optional<PointPart> inside(long[] index, ChunkGrid grid, Points ofChunk) {
    int[] extent = grid.extent(index);
    int[] inside =
        IntStream.range(0, (int) ofChunk.size())
            .filter(
                n -> {
                  boolean in = true;
                  for (int axis = 0; axis < extent.length; axis++) {
                    in &= ofChunk.at(axis, n) < extent[axis];
                  }
                  return in;
                })
            .toArray();
    Points inDataset = ofChunk.movedBy(grid.origin(index));
    return inside.length == 0
        ? Optional.empty()
        : Optional.of(new PointPart(inDataset, grid, index, inside, false));
  }

  @Override
  public long[] index() {
    return index;
  }

  @Override
  public long[] shape() {
    long[] shape = new long[isRow ? points.resultShape().length : 1];
    Arrays.fill(shape, 1);
    if (shape.length > 0) {
      shape[shape.length - 1] = some.length;
    }
    return shape;
  }

  @Override
  public boolean wholeChunk() {
    if (some.length < grid.extentElements(index)) {
      return false;
    }
    BitSet seen = new BitSet();
    for (int position : inChunk()) {
      seen.set(position);
    }
    return seen.cardinality() == grid.extentElements(index);
  }

  private int[] inChunk() {
    int[] inChunk = new int[some.length];
    for (int axis = 0; axis < index.length; axis++) {
      int size = grid.chunkSize(axis);
      for (int n = 0; n < some.length; n++) {
        inChunk[n] = inChunk[n] * size + (int) (points.at(axis, some[n]) % size);
      }
    }
    return inChunk;
  }

  @Override
  public long[] positionOf(long... element) {
    return points.positionOf(some[element.length == 0 ? 0 : (int) element[element.length - 1]]);
  }

  @Override
  public Places over(int slots, long first, long[] strides) {
    return Runs.of(slots, inChunk(), inSelection(first, strides));
  }

  @Override
  public Places between(int slots, long[] strides) {
    return Runs.of(slots, inSelection(0, strides), IntStream.range(0, some.length).toArray());
  }

  @Override
  public Places dense(int slots) {
    return Runs.of(slots, inChunk(), IntStream.range(0, some.length).toArray());
  }

  private int[] inSelection(long first, long[] strides) {
    int[] inSelection = new int[some.length];
    Arrays.setAll(inSelection, n -> (int) (first + points.over(some[n], strides)));
    return inSelection;
  }

  /** For instance {@code 5 points of chunk [0, 1]}. */
  @Override
  public String toString() {
    return some.length + " points of chunk " + Arrays.toString(index);
  }
}
