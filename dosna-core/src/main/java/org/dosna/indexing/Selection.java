package org.dosna.indexing;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;

/**
 * Slices resolved against a shape: of each of the array's axes a start, a number of positions and a
 * step; and the shape of the result, in which integers have dropped their axes and {@code newaxis}
 * has added some. Immutable.
 *
 * <p>Because the axes that come and go have length 1, a dense result has the same layout in memory
 * with the counts as its shape.
 */
public final class Selection {
  private static final long[] NO_AXES = {};

  /** A result axis of length 1 that is not in the array. */
  private static final int NEW = -1;

  /** A new axis of which nothing was selected. */
  private static final int NEW_EMPTY = -2;

  private final long[] shape;
  private final long[] start;
  private final long[] count;
  private final long[] step;

  /** Per result axis the array's axis it comes from, or one of the two above. */
  private final int[] resultAxes;

  private Selection(long[] shape, int resultDims) {
    this.shape = shape;
    this.start = new long[shape.length];
    this.count = new long[shape.length];
    this.step = new long[shape.length];
    this.resultAxes = new int[resultDims];
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
  public static Selection of(Slice[] slices, long[] shape) {
    int named = 0;
    int resultDims = 0;
    int ellipses = 0;
    for (Slice slice : slices) {
      switch (slice.kind()) {
        case INTEGER -> named++;
        case RANGE -> {
          named++;
          resultDims++;
        }
        case NEW_AXIS -> resultDims++;
        case ELLIPSIS -> ellipses++;
      }
    }
    if (ellipses > 1) {
      throw new InvalidSliceException("Only one '...' is allowed in " + Arrays.toString(slices));
    }
    if (named > shape.length) {
      throw new InvalidSliceException(
          "Too many axes: "
              + Arrays.toString(slices)
              + " names "
              + named
              + " of an array with "
              + shape.length
              + " axes, shape "
              + Arrays.toString(shape));
    }
    int unnamed = shape.length - named;
    Selection selection = new Selection(shape.clone(), resultDims + unnamed);
    selection.fill(slices, unnamed);
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
  public static Selection box(long[] origin, long[] box, long[] shape) {
    Selection selection = new Selection(shape.clone(), shape.length);
    boolean fits = origin.length == shape.length && box.length == shape.length;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      selection.start[axis] = origin[axis];
      selection.count[axis] = box[axis];
      selection.step[axis] = 1;
      selection.resultAxes[axis] = axis;
      fits = origin[axis] >= 0 && box[axis] >= 0 && box[axis] <= shape[axis] - origin[axis];
    }
    if (!fits) {
      throw new InvalidSliceException(
          "The box of shape "
              + Arrays.toString(box)
              + " at "
              + Arrays.toString(origin)
              + " is not inside the array of shape "
              + Arrays.toString(shape));
    }
    return selection;
  }

  /**
   * A selection of what this one selects.
   *
   * @param inner a selection made for the shape of this one's result
   * @return both together, for the array
   */
  public Selection then(Selection inner) {
    Selection both = new Selection(shape, inner.resultAxes.length);
    System.arraycopy(start, 0, both.start, 0, start.length);
    System.arraycopy(count, 0, both.count, 0, count.length);
    System.arraycopy(step, 0, both.step, 0, step.length);
    for (int i = 0; i < resultAxes.length; i++) {
      int axis = resultAxes[i];
      if (axis >= 0) {
        both.start[axis] = start[axis] + inner.start[i] * step[axis];
        both.count[axis] = inner.count[i];
        // The step between fewer than two positions does not matter, and might overflow.
        both.step[axis] = inner.count[i] > 1 ? inner.step[i] * step[axis] : 1;
      }
    }
    for (int i = 0; i < both.resultAxes.length; i++) {
      int from = inner.resultAxes[i];
      int axis = from < 0 ? from : resultAxes[from];
      both.resultAxes[i] = axis == NEW && from >= 0 && inner.count[from] == 0 ? NEW_EMPTY : axis;
    }
    return both;
  }

  private void fill(Slice[] slices, int unnamed) {
    int axis = 0;
    int resultAxis = 0;
    boolean ellipsisSeen = false;
    for (Slice slice : slices) {
      switch (slice.kind()) {
        case INTEGER -> setInteger(axis++, slice.start().getAsLong());
        case RANGE -> {
          setRange(axis, slice);
          resultAxes[resultAxis++] = axis++;
        }
        case NEW_AXIS -> resultAxes[resultAxis++] = NEW;
        case ELLIPSIS -> {
          ellipsisSeen = true;
          for (int k = 0; k < unnamed; k++) {
            setRange(axis, Slice.all());
            resultAxes[resultAxis++] = axis++;
          }
        }
      }
    }
    for (int k = 0; !ellipsisSeen && k < unnamed; k++) {
      setRange(axis, Slice.all());
      resultAxes[resultAxis++] = axis++;
    }
  }

  private void setInteger(int axis, long index) {
    start[axis] = position(index, axis, shape[axis]);
    count[axis] = 1;
    step[axis] = 1;
  }

  /**
   * The position that an index means.
   *
   * @param index an integer; negative counts from the end
   * @param axis the axis, for the message
   * @param length the axis's length
   * @return the position, from 0 on
   * @throws InvalidSliceException if the index is not inside
   */
  public static long position(long index, int axis, long length) {
    if (index < -length || index >= length) {
      throw new InvalidSliceException(
          "Index "
              + index
              + " is out of range for axis "
              + axis
              + " with length "
              + length
              + (length == 0 ? "" : "; allowed are " + -length + " to " + (length - 1)));
    }
    return index < 0 ? index + length : index;
  }

  /** As CPython's PySlice_AdjustIndices does. */
  private void setRange(int axis, Slice slice) {
    long length = shape[axis];
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
    start[axis] = first;
    count[axis] = span <= 0 ? 0 : (span - 1) / Math.abs(by) + 1;
    step[axis] = by;
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
    return count.length;
  }

  /**
   * The first position on an axis.
   *
   * @param axis one of the array's axes
   * @return a position inside the array, if anything is selected
   */
  public long start(int axis) {
    return start[axis];
  }

  /**
   * The distance between positions on an axis.
   *
   * @param axis one of the array's axes
   * @return the step, negative for backwards, never 0
   */
  public long step(int axis) {
    return step[axis];
  }

  /**
   * The number of positions on an axis.
   *
   * @param axis one of the array's axes
   * @return 0 or more
   */
  public long count(int axis) {
    return count[axis];
  }

  /**
   * The number of positions on each of the array's axes.
   *
   * @return one value per axis of the array
   */
  public long[] counts() {
    return count.clone();
  }

  /**
   * Whether nothing is selected.
   *
   * @return true if some axis has no positions
   */
  public boolean isEmpty() {
    return Arrays.stream(count).anyMatch(n -> n == 0)
        || Arrays.stream(resultAxes).anyMatch(axis -> axis == NEW_EMPTY);
  }

  /**
   * Whether all positions exist in an array of another shape.
   *
   * @param other a shape of as many axes
   * @return true if nothing is selected, too
   */
  public boolean fits(long[] other) {
    boolean fits = true;
    for (int axis = 0; axis < other.length; axis++) {
      long last = start[axis] + (count[axis] - 1) * step[axis];
      fits &= Math.max(start[axis], last) < other[axis];
    }
    return fits || isEmpty();
  }

  /**
   * The shape of the result.
   *
   * @return one value per result axis; empty for a 0-d result
   */
  public long[] resultShape() {
    if (resultAxes.length == 0) {
      return NO_AXES;
    }
    return Arrays.stream(resultAxes)
        .mapToLong(axis -> axis >= 0 ? count[axis] : axis == NEW ? 1 : 0)
        .toArray();
  }

  /**
   * The part of a selection of a chunk's elements that lies in the first corner of the chunk.
   *
   * @param extent the corner's shape
   * @return the part, with a chunk index of zeros; empty if nothing selected lies there
   */
  public Optional<ChunkPart> within(int[] extent) {
    int ndim = ndim();
    long[] position = new long[ndim];
    int[] first = new int[ndim];
    int[] by = new int[ndim];
    int[] inside = new int[ndim];
    boolean whole = true;
    for (int axis = 0; axis < ndim; axis++) {
      long distance = Math.abs(step[axis]);
      boolean backwards = step[axis] < 0;
      position[axis] =
          backwards ? Math.max(0, start[axis] - extent[axis] + distance) / distance : 0;
      long begin = start[axis] + position[axis] * step[axis];
      long room = (backwards ? begin : extent[axis] - 1 - begin) / distance + 1;
      long length = Math.min(count[axis] - position[axis], begin < extent[axis] ? room : 0);
      if (length <= 0) {
        return Optional.empty();
      }
      first[axis] = (int) begin;
      inside[axis] = (int) length;
      by[axis] = length == 1 ? 1 : (int) step[axis];
      whole &= length == extent[axis];
    }
    return Optional.of(new ChunkPart(new long[ndim], first, by, inside, position, whole));
  }

  /**
   * Values per axis of the array as values per axis of the result.
   *
   * @param values one per axis of the array
   * @param forNewAxes the value of axes that are not in the array
   * @return one per result axis
   */
  public long[] onResultAxes(long[] values, long forNewAxes) {
    return Arrays.stream(resultAxes)
        .mapToLong(axis -> axis < 0 ? forNewAxes : values[axis])
        .toArray();
  }

  /**
   * The number of positions selected.
   *
   * @return product of the result's shape
   */
  public long size() {
    return isEmpty() ? 0 : Arrays.stream(count).reduce(1, (a, b) -> a * b);
  }

  /**
   * How a value is laid over the selection when assigned: numpy's broadcasting.
   *
   * @param valueShape the value's shape
   * @return per axis of the <em>array</em> the stride in the dense value, in elements; 0 where the
   *     value is repeated
   * @throws InvalidSliceException if the shapes don't fit
   */
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
    return "start "
        + Arrays.toString(start)
        + ", count "
        + Arrays.toString(count)
        + ", step "
        + Arrays.toString(step);
  }
}
