package org.dosna.indexing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dosna.ChunkGrid;
import org.dosna.copy.Places;
import org.dosna.copy.Runs;
import org.dosna.element.Shapes;

/** The part of {@link Lists} that lies in one chunk. */
public final class ListPart implements Part {
  private final ChunkGrid grid;
  private final long[] index;
  private final AxisParts.AxisPart[] axes;

  ListPart(ChunkGrid grid, long[] index, AxisParts.AxisPart[] axes) {
    this.grid = grid;
    this.index = index;
    this.axes = axes;
  }

  /** What is selected of a chunk and lies inside the dataset. */
  static Optional<ListPart> inside(long[] index, ChunkGrid grid, Lists ofChunk) {
    AxisParts.AxisPart[] axes = new AxisParts.AxisPart[index.length];
    for (int i = 0; i < axes.length; i++) {
      int axis = i;
      int extent = grid.extent(index, axis);
      ListParts parts =
          new ListParts((int) ofChunk.count(axis), n -> ofChunk.at(axis, n), extent, true);
      long inside = parts.find(0);
      if (inside < 0) {
        return Optional.empty();
      }
      axes[axis] = parts.part(inside);
    }
    return Optional.of(new ListPart(grid, index, axes));
  }

  @Override
  public long[] index() {
    return index;
  }

  @Override
  public long[] shape() {
    long[] shape = new long[axes.length];
    Arrays.setAll(shape, axis -> axes[axis].inChunk().length);
    return shape;
  }

  @Override
  public boolean wholeChunk() {
    for (int axis = 0; axis < axes.length; axis++) {
      BitSet seen = new BitSet();
      for (int position : axes[axis].inChunk()) {
        seen.set(position);
      }
      if (seen.cardinality() < grid.extent(index, axis)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long[] positionOf(long... element) {
    long[] position = new long[axes.length];
    Arrays.setAll(position, axis -> axes[axis].position()[(int) element[axis]]);
    return position;
  }

  @Override
  public Places over(int slots, long first, long[] strides) {
    return Runs.product(slots, first, inChunk(), inSelection(strides));
  }

  @Override
  public Places between(int slots, long[] strides) {
    int[][] inValue = new int[axes.length][];
    long[][] inSelection = inSelection(strides);
    Arrays.setAll(
        inValue, axis -> Arrays.stream(inSelection[axis]).mapToInt(Math::toIntExact).toArray());
    return Runs.product(slots, 0, inValue, inPart());
  }

  @Override
  public Places dense(int slots) {
    return Runs.product(slots, 0, inChunk(), inPart());
  }

  private int[][] inChunk() {
    int[][] inChunk = new int[axes.length][];
    int stride = 1;
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      int by = stride;
      inChunk[axis] = Arrays.stream(axes[axis].inChunk()).map(n -> n * by).toArray();
      stride *= grid.chunkSize(axis);
    }
    return inChunk;
  }

  private long[][] inSelection(long[] strides) {
    long[][] inSelection = new long[axes.length][];
    for (int i = 0; i < axes.length; i++) {
      long by = strides[i];
      inSelection[i] = Arrays.stream(axes[i].position()).map(n -> n * by).toArray();
    }
    return inSelection;
  }

  private long[][] inPart() {
    long[] shape = shape();
    long[] strides = Shapes.strides(shape);
    long[][] inPart = new long[axes.length][];
    for (int i = 0; i < axes.length; i++) {
      long by = strides[i];
      inPart[i] = LongStream.range(0, shape[i]).map(n -> n * by).toArray();
    }
    return inPart;
  }

  /** For instance {@code part [2, 2] of chunk [0, 1]}. */
  @Override
  public String toString() {
    return "part " + Arrays.toString(shape()) + " of chunk " + Arrays.toString(index);
  }
}
