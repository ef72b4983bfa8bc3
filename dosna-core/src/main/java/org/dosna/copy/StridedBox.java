package org.dosna.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.element.Rows;

/**
 * A box walked at once in a chunk and in an array: per axis a count and the two strides. What is
 * called the chunk is dense, the array need not be. Axes of length 1 are left out and axes that are
 * contiguous on both sides are merged, so that rows are as long as they can be. An element has one
 * or two slots; what is walked is slots. Immutable once all axes are added.
 */
public final class StridedBox implements Places {
  /** What is done with a plane. */
  interface Action {
    /**
     * Does it.
     *
     * @param chunkPosition the chunk's slot at which it begins
     * @param arrayPosition the array's slot at which it begins
     */
    void at(int chunkPosition, int arrayPosition);
  }

  /** Values per axis: the number of slots, and how far apart they lie in chunk and array. */
  private static final int VALUES = 3;

  private static final int COUNT = 0;
  private static final int IN_CHUNK = 1;
  private static final int IN_ARRAY = 2;

  private final int slots;

  /** The values of one axis after the other, innermost axis first. */
  private final int[] values;

  private int axes;
  private int chunkStart;
  private int arrayStart;
  private boolean empty;

  /**
   * A box without axes, which are to be added.
   *
   * @param maxAxes how many there will be at most
   * @param slots slots of an element
   * @param arrayStart the array's element at which the box begins
   */
  public StridedBox(int maxAxes, int slots, long arrayStart) {
    this.slots = slots;
    // The slots of an element are an axis of their own, if they are several.
    this.values = new int[VALUES * (slots == 1 ? maxAxes : maxAxes + 1)];
    this.arrayStart = Math.toIntExact(arrayStart * slots);
    addSlots(slots, 1, 1);
  }

  /**
   * All elements of a chunk and of an array, both dense.
   *
   * @param elements number of elements
   * @param slots slots of an element
   * @return a box of one axis
   */
  public static StridedBox all(int elements, int slots) {
    StridedBox all = new StridedBox(1, slots, 0);
    all.addOuter(elements, 0, 1, 1);
    return all;
  }

  /** A part of a box: fewer axes, and fewer entries of the outermost of them. */
  private StridedBox(StridedBox whole, int axes, int entries, int chunkStart, int arrayStart) {
    this.slots = whole.slots;
    this.values = Arrays.copyOf(whole.values, VALUES * axes);
    this.axes = axes;
    this.chunkStart = chunkStart;
    this.arrayStart = arrayStart;
    values[VALUES * (axes - 1) + COUNT] = entries;
  }

  /**
   * Adds an axis outside those added before; all measures in elements.
   *
   * @param length number of elements on the axis
   * @param start how far into the chunk the axis begins
   * @param inChunk distance between the axis's elements in the chunk; negative for backwards
   * @param inArray distance between the axis's elements in the array
   */
  public void addOuter(int length, int start, int inChunk, long inArray) {
    chunkStart += start * slots;
    addSlots(length, inChunk * slots, (int) inArray * slots);
  }

  private void addSlots(int length, int inChunk, int inArray) {
    empty |= length == 0;
    if (length <= 1) {
      return;
    }
    int chunkStride = inChunk;
    int arrayStride = inArray;
    if (inChunk < 0) {
      // Walk the chunk forwards, so that rows come in the order of its bytes.
      chunkStart += (length - 1) * inChunk;
      arrayStart += (length - 1) * inArray;
      chunkStride = -inChunk;
      arrayStride = -inArray;
    }
    int last = axes - 1;
    if (axes > 0
        && chunkStride == chunkStride(last) * count(last)
        && arrayStride == arrayStride(last) * count(last)) {
      values[VALUES * last + COUNT] *= length;
      return;
    }
    values[VALUES * axes + COUNT] = length;
    values[VALUES * axes + IN_CHUNK] = chunkStride;
    values[VALUES * axes + IN_ARRAY] = arrayStride;
    axes++;
  }

  private int count(int axis) {
    return axis < axes ? values[VALUES * axis + COUNT] : 1;
  }

  private int chunkStride(int axis) {
    return axis < axes ? values[VALUES * axis + IN_CHUNK] : 1;
  }

  private int arrayStride(int axis) {
    return axis < axes ? values[VALUES * axis + IN_ARRAY] : 1;
  }

  @Override
  public StridedBox repeating() {
    StridedBox repeating = new StridedBox(axes + 1, slots, 0);
    repeating.arrayStart = arrayStart;
    repeating.empty = empty;
    // The slots of one element are an axis of their own: of all others, the chunk has one entry.
    repeating.addSlots(count(0) / slots, 0, arrayStride(0) * slots);
    for (int axis = 1; axis < axes; axis++) {
      repeating.addSlots(count(axis), 0, arrayStride(axis));
    }
    return repeating;
  }

  @Override
  public List<StridedBox> pieces(int maxSpan) {
    int maxSlots = maxSpan * slots;
    if (empty || axes == 0 || span(axes) <= maxSlots) {
      return List.of(this);
    }
    int axis = axes - 1;
    while (axis > 0 && span(axis) > maxSlots) {
      axis--;
    }
    int cut = axis;
    int most = 1 + (maxSlots - span(cut)) / chunkStride(cut);
    List<StridedBox> pieces = new ArrayList<>();
    forEach(
        cut + 1,
        (c, a) -> {
          for (int n = 0; n < count(cut); n += most) {
            int entries = Math.min(most, count(cut) - n);
            int chunkPosition = c + n * chunkStride(cut);
            int arrayPosition = a + n * arrayStride(cut);
            pieces.add(new StridedBox(this, cut + 1, entries, chunkPosition, arrayPosition));
          }
        });
    return pieces;
  }

  /** The slots of the chunk from the first to the last of the innermost axes. */
  private int span(int innerAxes) {
    int last = 0;
    for (int axis = 0; axis < innerAxes; axis++) {
      last += (count(axis) - 1) * chunkStride(axis);
    }
    return last + 1;
  }

  /** The innermost axes whose slots lie so near each other in the chunk that they are one run. */
  private int axesOfRun(int maxGap) {
    int inner = 0;
    while (inner < axes && chunkStride(inner) - span(inner) <= maxGap) {
      inner++;
    }
    return inner;
  }

  @Override
  public void fromChunk(RowAction action) {
    Rows rows = fromChunk();
    forEachPlane((c, a) -> action.at(rows, c, a));
  }

  @Override
  public void toChunk(RowAction action) {
    Rows rows = toChunk();
    forEachPlane((c, a) -> action.at(rows, c, a));
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

  @Override
  public int firstElement() {
    return chunkStart / slots;
  }

  @Override
  public int elements() {
    int size = empty ? 0 : 1;
    for (int axis = 0; axis < axes; axis++) {
      size *= count(axis);
    }
    return size / slots;
  }

  int chunkFirst() {
    return chunkStart;
  }

  int arrayFirst() {
    return arrayStart;
  }

  /**
   * The length of the rows.
   *
   * @return number of slots
   */
  public int rowLength() {
    return count(0);
  }

  /**
   * Whether each of its rows continues, in the array, the same row of another box.
   *
   * @param other the other box, in the same array
   * @return true if they can be copied together
   */
  public boolean isBeside(StridedBox other) {
    return axes > 1
        && axes == other.axes
        && hasContiguousRows()
        && other.hasContiguousRows()
        && arrayStart == other.arrayStart + other.count(0)
        && Arrays.equals(values, VALUES, VALUES * axes, other.values, VALUES, VALUES * axes);
  }

  /**
   * Whether the box is all of a chunk, and all of an array of its shape.
   *
   * @param chunkSlots the chunk's number of slots
   * @return true if every slot stays where it is
   */
  public boolean isAllOf(int chunkSlots) {
    return axes == 1
        && count(0) == chunkSlots
        && hasContiguousRows()
        && chunkStart == 0
        && arrayStart == 0;
  }

  private boolean hasContiguousRows() {
    return chunkStride(0) == 1 && arrayStride(0) == 1;
  }

  @Override
  public void forEachSpan(int maxGap, SpanAction action) {
    int inner = axesOfRun(maxGap);
    int span = span(inner);
    forEach(inner, (c, a) -> action.at(c, span));
  }

  /** Visits the planes, which are made of rows, in the order in which they lie in the chunk. */
  void forEachPlane(Action action) {
    forEach(2, action);
  }

  @Override
  public boolean everyRow(RowTest test) {
    return empty || everyRow(axes - 1, arrayStart, test);
  }

  private boolean everyRow(int axis, int position, RowTest test) {
    if (axis < 1) {
      return test.test(position, count(0), arrayStride(0));
    }
    for (int n = 0; n < count(axis); n++) {
      if (!everyRow(axis - 1, position + n * arrayStride(axis), test)) {
        return false;
      }
    }
    return true;
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
    for (int n = 0; n < count(axis); n++, c += chunkStride(axis), a += arrayStride(axis)) {
      walk(axis - 1, innerAxes, c, a, action);
    }
  }
}
