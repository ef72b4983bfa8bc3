package org.dosna;

import java.util.Arrays;
import org.dosna.element.ElementType;
import org.dosna.elementwise.Loops;
import org.dosna.elementwise.Promotion;

/** What is made of several arrays in memory, or counted in one, as numpy's functions do it. */
public final class NDArrays {
  private NDArrays() {}

  /**
   * The different elements of an array.
   *
   * @param values each element that occurs, in ascending order; NaN once, as the last
   * @param counts how often each occurs, int64
   */
  public record Unique(NDArray values, NDArray counts) {
    /**
     * Refuses null.
     *
     * @param values each element that occurs
     * @param counts how often each occurs
     */
    public Unique {
      Arguments.require("values", values);
      Arguments.require("counts", counts);
    }
  }

  /**
   * Joins arrays along an axis that they have: numpy's concatenate.
   *
   * @param axis the axis; negative counts from the last
   * @param arrays one or more; their shapes are alike but for that axis
   * @return a new array of their common dtype
   * @throws InvalidSliceException if there is no such axis
   * @throws DosnaException if there is no array, or the shapes differ
   */
  public static NDArray concat(int axis, NDArray... arrays) {
    requireSome(arrays);
    long[] shape = arrays[0].shape();
    int joined = Turns.axis(axis, shape.length);
    ElementType type = arrays[0].dtype().element();
    shape[joined] = 0;
    for (NDArray array : arrays) {
      long[] other = array.shape();
      long length = other.length == shape.length ? other[joined] : -1;
      if (length >= 0) {
        other[joined] = shape[joined];
      }
      if (!Arrays.equals(other, shape)) {
        throw new DosnaException(
            "Arrays of shapes "
                + shapes(arrays)
                + " cannot be joined on axis "
                + axis
                + ": the other axes must be as long");
      }
      shape[joined] = Math.addExact(shape[joined], length);
      type = Promotion.common(type, array.dtype().element());
    }
    NDArray result = NDArray.zeros(DType.of(type.code()), shape);
    Slice[] place = new Slice[shape.length];
    Arrays.fill(place, Slice.all());
    long begin = 0;
    for (NDArray array : arrays) {
      long end = begin + array.shape()[joined];
      place[joined] = Slice.range(begin, end);
      result.set(place, array);
      begin = end;
    }
    return result;
  }

  /**
   * Joins arrays along a new axis.
   *
   * @param axis where the new axis is in the result; negative counts from its last
   * @param arrays one or more, of one shape
   * @return a new array of their common dtype
   * @throws InvalidSliceException if there is no such axis
   * @throws DosnaException if there is no array, or the shapes differ
   */
  public static NDArray stack(int axis, NDArray... arrays) {
    requireSome(arrays);
    int added = Turns.axis(axis, arrays[0].ndim() + 1);
    NDArray[] longer = new NDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      long[] shape = arrays[i].shape();
      if (!Arrays.equals(shape, arrays[0].shape())) {
        throw new DosnaException("Arrays to be stacked have one shape, not " + shapes(arrays));
      }
      long[] more = new long[shape.length + 1];
      Arrays.setAll(more, n -> n == added ? 1 : shape[n < added ? n : n - 1]);
      longer[i] = arrays[i].reshape(more);
    }
    return concat(added, longer);
  }

  private static void requireSome(NDArray[] arrays) {
    if (Arguments.requireAll("arrays", arrays).length == 0) {
      throw new DosnaException("There is nothing to be joined: give at least one array");
    }
  }

  private static String shapes(NDArray[] arrays) {
    return Arrays.deepToString(Arrays.stream(arrays).map(NDArray::shape).toArray());
  }

  /**
   * Takes each element from one of two: numpy's where.
   *
   * @param mask where it is not 0, the first is taken
   * @param first an array, Number, Boolean or {@link Complex}
   * @param second another one; mask and both are broadcast to each other
   * @return a new array of the dtype that {@link Elementwise arithmetic} with both would have
   * @throws InvalidSliceException if the shapes cannot be broadcast to each other
   */
  public static NDArray where(NDArray mask, Object first, Object second) {
    Arguments.require("mask", mask);
    NDArray a = ArrayMath.operand(Arguments.require("first", first), second);
    NDArray b = ArrayMath.operand(Arguments.require("second", second), first);
    long[] shape = ArrayMath.common(mask.shape(), ArrayMath.common(a.shape(), b.shape()));
    ElementType type = Promotion.common(a.dtype().element(), b.dtype().element());
    DType dtype = DType.of(type.code()).nativeOrder();
    NDArray chosen = ArrayMath.broadcast(b.astype(dtype), shape).get();
    NDArray flags = ArrayMath.broadcast(mask.astype(DType.BOOL), shape);
    Loops.choose(
        type,
        (byte[]) flags.array(),
        ArrayMath.broadcast(a.astype(dtype), shape).array(),
        chosen.array());
    return chosen;
  }

  /**
   * The different elements of an array, and how often each occurs: labels, say.
   *
   * @param array of integers, bool or floats
   * @return values and counts, each of one axis
   * @throws DosnaException if the dtype is complex
   */
  public static Unique unique(NDArray array) {
    ElementType type = Arguments.require("array", array).dtype().element();
    if (type.slots() > 1) {
      throw new DosnaException("unique is not defined for " + array.dtype());
    }
    int count = (int) array.size();
    Object sorted = Loops.sorted(type, array.array(), count);
    long[] counts = new long[count];
    Object values = type.kind().allocate(count);
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || !Loops.isSame(sorted, i - 1, i)) {
        Loops.put(type, sorted, i, values, found++);
      }
      counts[found - 1]++;
    }
    Slice some = Slice.to(found);
    NDArray all = NDArray.of(array.dtype(), values, count);
    return new Unique(all.get(some), NDArray.of(counts).get(some));
  }
}
