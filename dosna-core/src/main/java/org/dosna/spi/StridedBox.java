package org.dosna.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.element.Rows;

/**
 * A box walked at once in a chunk and in an array: per axis a count and the two strides, in slots.
 * Axes of length 1 are left out and axes that are contiguous on both sides are merged, so that rows
 * are as long as they can be.
 */
final class StridedBox {
  /** What is done with a row or a plane: where it begins in the chunk and in the array. */
  interface Action {
    void at(int chunkPosition, int arrayPosition);
  }

  /** Innermost axis first. */
  private final int[] count;

  private final int[] chunkStride;
  private final int[] arrayStride;
  private int axes;
  private int chunkStart;
  private int arrayStart;
  private boolean empty;

  StridedBox(int maxAxes, int arrayStart) {
    this.count = new int[Math.max(1, maxAxes)];
    this.chunkStride = new int[count.length];
    this.arrayStride = new int[count.length];
    this.arrayStart = arrayStart;
  }

  /** Adds an axis outside those added before. */
  void addOuter(int length, int start, int stride, int strideInArray) {
    chunkStart += start;
    empty |= length == 0;
    if (length <= 1) {
      return;
    }
    int inChunk = stride;
    int inArray = strideInArray;
    if (stride < 0) {
      // Walk the chunk forwards, so that rows come in the order of its bytes.
      chunkStart += (length - 1) * stride;
      arrayStart += (length - 1) * strideInArray;
      inChunk = -stride;
      inArray = -strideInArray;
    }
    int last = axes - 1;
    if (axes > 0
        && inChunk == chunkStride[last] * count[last]
        && inArray == arrayStride[last] * count[last]) {
      count[last] *= length;
      return;
    }
    count[axes] = length;
    chunkStride[axes] = inChunk;
    arrayStride[axes] = inArray;
    axes++;
  }

  /** A part of a box: fewer axes, and fewer entries of the outermost of them. */
  private StridedBox(StridedBox whole, int axes, int entries, int chunkStart, int arrayStart) {
    this.count = Arrays.copyOf(whole.count, axes);
    this.chunkStride = whole.chunkStride;
    this.arrayStride = whole.arrayStride;
    this.axes = axes;
    this.chunkStart = chunkStart;
    this.arrayStart = arrayStart;
    count[axes - 1] = entries;
  }

  /** Boxes that are this one together, in the order of the chunk, each inside a span of slots. */
  List<StridedBox> pieces(int maxSpan) {
    if (empty || axes == 0 || span(axes) <= maxSpan) {
      return List.of(this);
    }
    int axis = axes - 1;
    while (axis > 0 && span(axis) > maxSpan) {
      axis--;
    }
    int cut = axis;
    int most = 1 + (maxSpan - span(cut)) / chunkStride[cut];
    List<StridedBox> pieces = new ArrayList<>();
    forEach(
        cut + 1,
        (c, a) -> {
          for (int n = 0; n < count[cut]; n += most) {
            int entries = Math.min(most, count[cut] - n);
            int chunkPosition = c + n * chunkStride[cut];
            int arrayPosition = a + n * arrayStride[cut];
            pieces.add(new StridedBox(this, cut + 1, entries, chunkPosition, arrayPosition));
          }
        });
    return pieces;
  }

  /** The slots of the chunk from the first to the last of the innermost axes. */
  private int span(int innerAxes) {
    int last = 0;
    for (int axis = 0; axis < innerAxes; axis++) {
      last += (count[axis] - 1) * chunkStride[axis];
    }
    return last + 1;
  }

  /** The slots from the first to the last of a run, as {@link #forEachRun} visits them. */
  int runSpan(int maxGap) {
    return span(axesOfRun(maxGap));
  }

  /** The innermost axes whose slots lie so near each other in the chunk that they are one run. */
  private int axesOfRun(int maxGap) {
    int inner = 0;
    while (inner < axes && chunkStride[inner] - span(inner) <= maxGap) {
      inner++;
    }
    return inner;
  }

  /** The rows of a plane on their way from chunk to array. */
  Rows fromChunk() {
    return new Rows(
        count(1), count(0), chunkStride(0), arrayStride(0), chunkStride(1), arrayStride(1));
  }

  /** The rows of a plane on their way from array to chunk. */
  Rows toChunk() {
    return new Rows(
        count(1), count(0), arrayStride(0), chunkStride(0), arrayStride(1), chunkStride(1));
  }

  private int count(int axis) {
    return axis < axes ? count[axis] : 1;
  }

  private int chunkStride(int axis) {
    return axis < axes ? chunkStride[axis] : 1;
  }

  private int arrayStride(int axis) {
    return axis < axes ? arrayStride[axis] : 1;
  }

  int chunkFirst() {
    return chunkStart;
  }

  int arrayFirst() {
    return arrayStart;
  }

  /** The slots that the box has. */
  int size() {
    int size = empty ? 0 : 1;
    for (int axis = 0; axis < axes; axis++) {
      size *= count[axis];
    }
    return size;
  }

  int rowLength() {
    return count(0);
  }

  /** Whether each of its rows continues, in the array, the same row of another box. */
  boolean isBeside(StridedBox other) {
    return axes > 1
        && axes == other.axes
        && hasContiguousRows()
        && other.hasContiguousRows()
        && arrayStart == other.arrayStart + other.count[0]
        && Arrays.equals(count, 1, axes, other.count, 1, axes)
        && Arrays.equals(chunkStride, 1, axes, other.chunkStride, 1, axes)
        && Arrays.equals(arrayStride, 1, axes, other.arrayStride, 1, axes);
  }

  private boolean hasContiguousRows() {
    return chunkStride[0] == 1 && arrayStride[0] == 1;
  }

  /**
   * Visits the runs in the order in which they lie in the chunk: slots of which none lies more than
   * a gap of so many slots behind the one before.
   */
  void forEachRun(int maxGap, Action action) {
    forEach(axesOfRun(maxGap), action);
  }

  /** Visits the planes, which are made of rows, in the order in which they lie in the chunk. */
  void forEachPlane(Action action) {
    forEach(2, action);
  }

  private void forEach(int innerAxes, Action action) {
    if (!empty) {
      walk(axes - 1, innerAxes, chunkStart, arrayStart, action);
    }
  }

  private void walk(int axis, int innerAxes, int chunkPosition, int arrayPosition, Action action) {
    if (axis < innerAxes) {
      action.at(chunkPosition, arrayPosition);
      return;
    }
    int c = chunkPosition;
    int a = arrayPosition;
    for (int n = 0; n < count[axis]; n++, c += chunkStride[axis], a += arrayStride[axis]) {
      walk(axis - 1, innerAxes, c, a, action);
    }
  }
}
