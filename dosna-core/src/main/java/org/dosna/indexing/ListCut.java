package org.dosna.indexing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dosna.ChunkGrid;
import org.dosna.element.Shapes;

/** {@link Lists} cut along a chunk grid: all combinations of the parts on each axis. */
final class ListCut implements Cut<ListPart> {
  private final ChunkGrid grid;
  private final AxisParts[] axes;
  private final boolean isEmpty;

  /** Cuts lists: so that each chunk is one part, or each part a box of the result. */
  static ListCut of(Lists lists, ChunkGrid grid, boolean byChunk) {
    AxisParts[] parts = new AxisParts[lists.ndim()];
    for (int i = 0; i < parts.length; i++) {
      int axis = i;
      int size = grid.chunkSize(axis);
      parts[axis] =
          lists.isListed(axis)
              ? new ListParts((int) lists.count(axis), n -> lists.at(axis, n), size, byChunk)
              : new RangeParts(
                  lists.alone(axis), ChunkGrid.of(new long[] {grid.shape(axis)}, size));
    }
    // Nothing may be seen of a new axis, too.
    return new ListCut(grid, parts, lists.isEmpty());
  }

  private ListCut(ChunkGrid grid, AxisParts[] axes, boolean isEmpty) {
    this.grid = grid;
    this.axes = axes;
    this.isEmpty = isEmpty;
  }

  @Override
  public long size() {
    long size = isEmpty ? 0 : 1;
    for (AxisParts axis : axes) {
      size = Shapes.times(size, axis.size());
    }
    return size;
  }

  @Override
  public long size(int axis) {
    return isEmpty ? 0 : axes[axis].size();
  }

  @Override
  public Optional<ListPart> partIn(long[] index) {
    long[] number = new long[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      number[axis] = axes[axis].find(index[axis]);
      if (number[axis] < 0) {
        return Optional.empty();
      }
    }
    return isEmpty ? Optional.empty() : Optional.of(part(number));
  }

  @Override
  public int compare(long[] index, long[] other) {
    int order = 0;
    for (int axis = 0; order == 0 && axis < axes.length; axis++) {
      order = Long.compare(axes[axis].find(index[axis]), axes[axis].find(other[axis]));
    }
    return order;
  }

  private ListPart part(long[] number) {
    long[] index = new long[axes.length];
    AxisParts.AxisPart[] parts = new AxisParts.AxisPart[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      parts[axis] = axes[axis].part(number[axis]);
      index[axis] = parts[axis].chunk();
    }
    return new ListPart(grid, index, parts);
  }

  @Override
  public Iterator<ListPart> iterator(long first) {
    long[] number = new long[axes.length];
    long rest = first;
    for (int axis = axes.length - 1; rest > 0; axis--) {
      number[axis] = rest % axes[axis].size();
      rest /= axes[axis].size();
    }
    return new Iterator<>() {
      private boolean more = size() > 0;

      @Override
      public boolean hasNext() {
        return more;
      }

      @Override
      public ListPart next() {
        if (!more) {
          throw new NoSuchElementException("no more chunks");
        }
        ListPart part = part(number);
        int axis = axes.length - 1;
        while (axis >= 0 && ++number[axis] == axes[axis].size()) {
          number[axis--] = 0;
        }
        more = axis >= 0;
        return part;
      }
    };
  }
}
