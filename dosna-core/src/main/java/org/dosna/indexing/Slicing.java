package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.Arguments;
import org.dosna.ChunkGrid;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;
import org.dosna.copy.StridedBox;
import org.dosna.element.Shapes;

/**
 * Slices resolved against a shape: of each of the array's axes a start, a number of positions and a
 * step; and the shape of the result, in which integers have dropped their axes, {@code newaxis} has
 * added some, and the rest may come in another order. Immutable.
 */
public final class Slicing implements Selection {
  private static final long[] NO_AXES = {};

  /** A result axis of length 1 that is not in the array. */
  private static final int NEW = -1;

  /** A new axis of which nothing was selected. */
  private static final int NEW_EMPTY = -2;

  /** Values per axis: start, count and step. */
  private static final int VALUES = 3;

  /** Of one axis after the other start, count and step. */
  private final long[] values;

  /** Per result axis the array's axis it comes from, or one of the two above. */
  private final int[] resultAxes;

  private Slicing(int ndim, int resultDims) {
    this.values = new long[VALUES * ndim];
    this.resultAxes = new int[resultDims];
  }

  private void set(int axis, long start, long count, long step) {
    values[VALUES * axis] = start;
    values[VALUES * axis + 1] = count;
    values[VALUES * axis + 2] = step;
  }

  /**
   * Resolves slices.
   *
   * @param slices what is wanted, as numpy understands it; fewer than axes means the rest is whole
   * @param shape the array's shape
   * @return the selection
   * @throws InvalidSliceException if an integer is out of range, or there are too many axes, or
   *     more than one ellipsis
   */
  public static Slicing of(Slice[] slices, long[] shape) {
    Arguments.requireAll("slices", slices);
    int named = 0;
    int resultDims = 0;
    int ellipses = 0;
    for (Slice slice : slices) {
      switch (slice.kind()) {
        case INTEGER -> named++;
        case RANGE, LIST -> {
          named++;
          resultDims++;
        }
        case NEW_AXIS -> resultDims++;
        case ELLIPSIS -> ellipses++;
      }
    }
    if (ellipses > 1) {
      throw new InvalidSliceException(
          "Only one '...' is allowed in " + Arguments.excerpt(Arrays.toString(slices)));
    }
    if (named > shape.length) {
      throw new InvalidSliceException(
          "Too many axes: "
              + Arguments.excerpt(Arrays.toString(slices))
              + " names "
              + named
              + " of an array with "
              + shape.length
              + " axes, shape "
              + Arrays.toString(shape));
    }
    int unnamed = shape.length - named;
    Slicing selection = new Slicing(shape.length, resultDims + unnamed);
    selection.fill(slices, unnamed, shape);
    return selection;
  }

  /**
   * All of an array, with its axes in another order.
   *
   * @param order for each axis of the result the array's axis it comes from; each once
   * @param shape the array's shape
   * @return the selection
   */
  public static Slicing inOrder(int[] order, long[] shape) {
    Slicing selection = box(new long[shape.length], shape, shape);
    System.arraycopy(order, 0, selection.resultAxes, 0, order.length);
    return selection;
  }

  /**
   * A box: a start and a length on each axis.
   *
   * @param origin the box's first position, one value per axis
   * @param box the box's shape
   * @param shape the array's shape
   * @return the selection
   * @throws InvalidSliceException if the box is not inside the array
   */
  public static Slicing box(long[] origin, long[] box, long[] shape) {
    Arguments.require("origin", origin);
    Slicing selection = new Slicing(shape.length, shape.length);
    boolean fits = origin.length == shape.length && box.length == shape.length;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      selection.set(axis, origin[axis], box[axis], 1);
      selection.resultAxes[axis] = axis;
      fits = origin[axis] >= 0 && box[axis] >= 0 && box[axis] <= shape[axis] - origin[axis];
    }
    if (!fits) {
      throw new InvalidSliceException(
          "The box of shape "
              + Arguments.excerpt(Arrays.toString(box))
              + " at "
              + Arguments.excerpt(Arrays.toString(origin))
              + " is not inside the array of shape "
              + Arrays.toString(shape));
    }
    return selection;
  }

  /**
   * The box that some chunks of a grid are together.
   *
   * @param chunks slices of the chunk grid
   * @param grid the chunk grid
   * @return what they select of its shape
   * @throws InvalidSliceException if they do not fit, or are anything else than integers and ranges
   *     with step 1
   */
  public static Slicing blocks(Slice[] chunks, ChunkGrid grid) {
    Arguments.requireAll("chunks", chunks);
    for (Slice slice : chunks) {
      if (slice.step() != 1 || slice.kind() == Slice.Kind.LIST || slice.equals(Slice.newAxis())) {
        throw new InvalidSliceException(
            "Blocks are picked by integers and ranges with step 1, not '" + slice + "'");
      }
    }
    Slicing picked = of(chunks, grid.counts());
    long[] origin = new long[grid.ndim()];
    long[] box = new long[grid.ndim()];
    for (int axis = 0; axis < box.length; axis++) {
      int size = grid.chunkSize(axis);
      origin[axis] = picked.start(axis) * size;
      long end = Math.min(grid.shape(axis), (picked.start(axis) + picked.count(axis)) * size);
      box[axis] = Math.max(0, end - origin[axis]);
      origin[axis] = box[axis] == 0 ? 0 : origin[axis];
    }
    return box(origin, box, grid.shape());
  }

  /**
   * Slices of what these select.
   *
   * @param inner slices made for the shape of this one's result
   * @return both together, for the array
   */
  public Slicing then(Slicing inner) {
    Slicing both = new Slicing(ndim(), inner.resultAxes.length);
    System.arraycopy(values, 0, both.values, 0, values.length);
    for (int i = 0; i < resultAxes.length; i++) {
      int axis = resultAxes[i];
      if (axis >= 0) {
        long first = start(axis) + inner.start(i) * step(axis);
        // The step between fewer than two positions does not matter, and might overflow.
        long by = inner.count(i) > 1 ? inner.step(i) * step(axis) : 1;
        both.set(axis, first, inner.count(i), by);
      }
    }
    for (int i = 0; i < both.resultAxes.length; i++) {
      int from = inner.resultAxes[i];
      int axis = from < 0 ? from : resultAxes[from];
      both.resultAxes[i] = axis == NEW && from >= 0 && inner.count(from) == 0 ? NEW_EMPTY : axis;
    }
    return both;
  }

  /** The same with a whole axis of another length in place of one of them. */
  Slicing withWhole(int axis, long length) {
    Slicing changed = movedBy(new long[ndim()]);
    changed.set(axis, 0, length, 1);
    return changed;
  }

  /** The array's axis that an axis of the result comes from; negative for a new one. */
  int arrayAxis(int resultAxis) {
    return resultAxes[resultAxis];
  }

  /** The position that is selected by some position on an axis. */
  long at(int axis, long position) {
    return start(axis) + position * step(axis);
  }

  /** The same of an array that begins elsewhere in a larger one. */
  Slicing movedBy(long[] origin) {
    Slicing moved = new Slicing(ndim(), resultAxes.length);
    System.arraycopy(resultAxes, 0, moved.resultAxes, 0, resultAxes.length);
    for (int axis = 0; axis < origin.length; axis++) {
      moved.set(axis, origin[axis] + start(axis), count(axis), step(axis));
    }
    return moved;
  }

  private void fill(Slice[] slices, int unnamed, long[] shape) {
    int axis = 0;
    int resultAxis = 0;
    boolean ellipsisSeen = false;
    for (Slice slice : slices) {
      switch (slice.kind()) {
        case INTEGER -> {
          set(axis, Positions.onAxis(slice.start().getAsLong(), axis, shape[axis]), 1, 1);
          axis++;
        }
        case RANGE -> {
          setRange(axis, slice, shape[axis]);
          resultAxes[resultAxis++] = axis++;
        }
        case LIST -> throw new IllegalArgumentException("a list is no range: " + slice);
        case NEW_AXIS -> resultAxes[resultAxis++] = NEW;
        case ELLIPSIS -> {
          ellipsisSeen = true;
          for (int k = 0; k < unnamed; k++) {
            setRange(axis, Slice.all(), shape[axis]);
            resultAxes[resultAxis++] = axis++;
          }
        }
      }
    }
    for (int k = 0; !ellipsisSeen && k < unnamed; k++) {
      setRange(axis, Slice.all(), shape[axis]);
      resultAxes[resultAxis++] = axis++;
    }
  }

  /** As CPython's PySlice_AdjustIndices does. */
  private void setRange(int axis, Slice slice, long length) {
    // -Long.MIN_VALUE does not exist; no axis is long enough for the difference to show.
    long by = Math.max(slice.step(), -Long.MAX_VALUE);
    long lowest = by < 0 ? -1 : 0;
    long highest = by < 0 ? length - 1 : length;
    long first = clamp(slice.start().orElse(by < 0 ? Long.MAX_VALUE : 0), length, lowest, highest);
    long last =
        slice.stop().isEmpty()
            ? (by < 0 ? -1 : length)
            : clamp(slice.stop().getAsLong(), length, lowest, highest);
    long span = by < 0 ? first - last : last - first;
    set(axis, first, span <= 0 ? 0 : (span - 1) / Math.abs(by) + 1, by);
  }

  private static long clamp(long position, long length, long lowest, long highest) {
    long counted = position < 0 ? position + length : position;
    return Math.max(lowest, Math.min(highest, counted));
  }

  /**
   * The number of the array's axes.
   *
   * @return axes, integers included, new axes not
   */
  public int ndim() {
    return values.length / VALUES;
  }

  /**
   * The first position on an axis.
   *
   * @param axis one of the array's axes
   * @return a position inside the array, if anything is selected
   */
  public long start(int axis) {
    return values[VALUES * axis];
  }

  /**
   * The distance between positions on an axis.
   *
   * @param axis one of the array's axes
   * @return the step, negative for backwards, never 0
   */
  public long step(int axis) {
    return values[VALUES * axis + 2];
  }

  /**
   * The number of positions on an axis.
   *
   * @param axis one of the array's axes
   * @return 0 or more
   */
  public long count(int axis) {
    return values[VALUES * axis + 1];
  }

  /**
   * The number of positions on each of the array's axes.
   *
   * @return one value per axis of the array
   */
  public long[] counts() {
    long[] counts = new long[ndim()];
    Arrays.setAll(counts, this::count);
    return counts;
  }

  @Override
  public boolean isEmpty() {
    for (int axis = 0; axis < ndim(); axis++) {
      if (count(axis) == 0) {
        return true;
      }
    }
    for (int axis : resultAxes) {
      if (axis == NEW_EMPTY) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean fits(long[] other) {
    boolean fits = true;
    for (int axis = 0; axis < other.length; axis++) {
      fits &= fits(axis, other[axis]);
    }
    return fits || isEmpty();
  }

  /** Whether all positions on an axis exist if it has another length. */
  boolean fits(int axis, long length) {
    return Math.max(start(axis), at(axis, count(axis) - 1)) < length;
  }

  /** What is selected on one axis, by itself. */
  Slicing alone(int axis) {
    Slicing alone = new Slicing(1, 1);
    alone.set(0, start(axis), count(axis), step(axis));
    return alone;
  }

  /**
   * Whether it is a box at the array's first element, with the array's axes as they are.
   *
   * @return true if positions in the array and in the result are the same
   */
  public boolean isFromOrigin() {
    boolean is = resultAxes.length == ndim();
    for (int axis = 0; is && axis < ndim(); axis++) {
      boolean single = count(axis) == 1;
      is = resultAxes[axis] == axis && start(axis) == 0 && (single || step(axis) == 1);
    }
    return is;
  }

  @Override
  public long[] resultShape() {
    if (resultAxes.length == 0) {
      return NO_AXES;
    }
    long[] result = new long[resultAxes.length];
    for (int i = 0; i < result.length; i++) {
      int axis = resultAxes[i];
      result[i] = axis >= 0 ? count(axis) : axis == NEW ? 1 : 0;
    }
    return result;
  }

  @Override
  public long[] strides() {
    return strides(counts());
  }

  /** Axes of length 1 that are not in the result have any stride. */
  @Override
  public long[] strides(long[] counts) {
    long[] strides = new long[ndim()];
    long stride = 1;
    for (int i = resultAxes.length - 1; i >= 0; i--) {
      int axis = resultAxes[i];
      if (axis >= 0) {
        strides[axis] = stride;
        stride *= counts[axis];
      }
    }
    return strides;
  }

  @Override
  public boolean isInOrder() {
    int last = -1;
    boolean is = true;
    for (int axis : resultAxes) {
      is &= axis < 0 || axis > last;
      last = Math.max(axis, last);
    }
    return is;
  }

  @Override
  public StridedBox in(long[] array, int slots, long[] strides) {
    StridedBox box = new StridedBox(array.length, slots, 0);
    int stride = 1;
    for (int axis = array.length - 1; axis >= 0; axis--) {
      int count = (int) count(axis);
      int step = count <= 1 ? 1 : (int) step(axis);
      box.addOuter(count, (int) start(axis) * stride, step * stride, strides[axis]);
      stride *= (int) array[axis];
    }
    return box;
  }

  @Override
  public long[] onResultAxes(long[] perAxis, long forNewAxes) {
    long[] result = new long[resultAxes.length];
    Arrays.setAll(result, i -> resultAxes[i] < 0 ? forNewAxes : perAxis[resultAxes[i]]);
    return result;
  }

  @Override
  public long size() {
    return isEmpty() ? 0 : Shapes.size(counts());
  }

  @Override
  public long[] broadcast(long[] valueShape) {
    long[] result = resultShape();
    int surplus = valueShape.length - result.length;
    long[] strides = new long[ndim()];
    long stride = 1;
    for (int i = valueShape.length - 1; i >= 0; i--) {
      int resultAxis = i - surplus;
      boolean repeated = valueShape[i] == 1;
      if (!repeated && (resultAxis < 0 || valueShape[i] != result[resultAxis])) {
        throw new InvalidSliceException(
            "A value of shape "
                + Arrays.toString(valueShape)
                + " cannot be broadcast to the selection's shape "
                + Arrays.toString(result)
                + "; each axis, from the last, must be equal or 1");
      }
      if (!repeated && resultAxes[resultAxis] >= 0) {
        strides[resultAxes[resultAxis]] = stride;
      }
      stride *= valueShape[i];
    }
    return strides;
  }

  /** Of each axis of the array the start, the number of positions and the step. */
  @Override
  public String toString() {
    String order = isInOrder() ? "" : ", axes " + Arrays.toString(resultAxes);
    return "start " + text(0) + ", count " + text(1) + ", step " + text(2) + order;
  }

  private String text(int value) {
    long[] perAxis = new long[ndim()];
    Arrays.setAll(perAxis, axis -> values[VALUES * axis + value]);
    return Arrays.toString(perAxis);
  }
}
