package org.dosna.indexing;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;
import org.dosna.copy.Places;
import org.dosna.copy.Runs;
import org.dosna.element.Shapes;

/**
 * Slices of which some are lists of positions; all combinations of the positions on each axis are
 * meant. Slices of the lists themselves: an axis with a list is for them as long as the list is.
 */
public final class Lists implements Selection {
  private final Map<Integer, long[]> lists;
  private final Slicing slices;

  private Lists(Map<Integer, long[]> lists, Slicing slices) {
    this.lists = lists;
    this.slices = slices;
  }

  /** The same as some slices. */
  static Lists of(Slicing slices) {
    return new Lists(Map.of(), slices);
  }

  /** Resolves slices, lists among them. */
  static Lists of(Slice[] given, long[] shape) {
    int named = 0;
    for (Slice slice : given) {
      boolean names = slice.kind() == Slice.Kind.INTEGER || slice.kind() == Slice.Kind.RANGE;
      named += names || slice.kind() == Slice.Kind.LIST ? 1 : 0;
    }
    Map<Integer, long[]> lists = new TreeMap<>();
    Slice[] whole = given.clone();
    long[] lengths = shape.clone();
    int axis = 0;
    for (int i = 0; i < given.length && axis < shape.length; i++) {
      switch (given[i].kind()) {
        case LIST -> {
          lists.put(axis, resolved(given[i], axis, shape[axis]));
          lengths[axis] = given[i].positions().length;
          whole[i] = Slice.all();
          axis++;
        }
        case INTEGER, RANGE -> axis++;
        case ELLIPSIS -> axis += Math.max(0, shape.length - named);
        case NEW_AXIS -> {}
      }
    }
    return new Lists(lists, Slicing.of(whole, lengths));
  }

  private static long[] resolved(Slice list, int axis, long length) {
    if (list.stop().isPresent() && list.stop().getAsLong() != length) {
      throw new InvalidSliceException(
          "A mask of length "
              + list.stop().getAsLong()
              + " is not for axis "
              + axis
              + ", which has length "
              + length);
    }
    return Positions.allOnAxis(list.positions(), axis, length);
  }

  int ndim() {
    return slices.ndim();
  }

  long count(int axis) {
    return slices.count(axis);
  }

  /** The position in the array that is selected by some position on an axis. */
  long at(int axis, long position) {
    long at = slices.at(axis, position);
    long[] list = lists.get(axis);
    return list == null ? at : list[(int) at];
  }

  /** The array's axis that an axis of the result comes from; negative for a new one. */
  int arrayAxis(int resultAxis) {
    return slices.arrayAxis(resultAxis);
  }

  @Override
  public long[] resultShape() {
    return slices.resultShape();
  }

  @Override
  public long size() {
    return slices.size();
  }

  @Override
  public boolean isEmpty() {
    return slices.isEmpty();
  }

  @Override
  public boolean fits(long[] other) {
    boolean fits = true;
    for (int axis = 0; axis < other.length; axis++) {
      long length = other[axis];
      fits &= isListed(axis) ? largest(axis) < length : slices.fits(axis, length);
    }
    return fits || isEmpty();
  }

  private long largest(int axis) {
    long largest = -1;
    for (long n = 0; n < count(axis); n++) {
      largest = Math.max(largest, at(axis, n));
    }
    return largest;
  }

  /** Slices of what is selected. */
  Lists then(Slicing inner) {
    return new Lists(lists, slices.then(inner));
  }

  /** Lists of what is selected. */
  Lists then(Lists inner) {
    Map<Integer, long[]> both = new TreeMap<>(lists);
    Slicing whole = slices;
    for (Map.Entry<Integer, long[]> list : inner.lists.entrySet()) {
      int axis = arrayAxis(list.getKey());
      if (axis < 0) {
        throw new InvalidSliceException(
            "Axis " + list.getKey() + " of the view is a new one, of which no list can be taken");
      }
      both.put(axis, Arrays.stream(list.getValue()).map(n -> at(axis, n)).toArray());
      whole = whole.withWhole(axis, list.getValue().length);
    }
    return new Lists(both, whole.then(inner.slices));
  }

  @Override
  public long[] strides() {
    return slices.strides();
  }

  @Override
  public long[] strides(long[] counts) {
    return slices.strides(counts);
  }

  @Override
  public boolean isInOrder() {
    return slices.isInOrder();
  }

  @Override
  public long[] broadcast(long[] valueShape) {
    return slices.broadcast(valueShape);
  }

  @Override
  public long[] onResultAxes(long[] perAxis, long forNewAxes) {
    return slices.onResultAxes(perAxis, forNewAxes);
  }

  @Override
  public Places in(long[] array, int slots, long[] strides) {
    int[][] inArray = new int[ndim()][];
    long[][] inValue = new long[ndim()][];
    long[] arrayStrides = Shapes.strides(array);
    for (int i = 0; i < inArray.length; i++) {
      int axis = i;
      inArray[axis] = new int[(int) count(axis)];
      inValue[axis] = new long[(int) count(axis)];
      Arrays.setAll(inArray[axis], n -> (int) (at(axis, n) * arrayStrides[axis]));
      Arrays.setAll(inValue[axis], n -> n * strides[axis]);
    }
    return Runs.product(slots, 0, inArray, inValue);
  }

  boolean isListed(int axis) {
    return lists.containsKey(axis);
  }

  /** What is selected on an axis without a list, by itself. */
  Slicing alone(int axis) {
    return slices.alone(axis);
  }

  /** The lists, and of each axis the start, the number of positions and the step. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    lists.forEach(
        (axis, list) -> text.append(Arrays.hashCode(list)).append(" on axis ").append(axis));
    return "lists " + text + ", " + slices;
  }
}
