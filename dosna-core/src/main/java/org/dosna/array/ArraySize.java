package org.dosna.array;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.element.ElementType;

/** How large arrays are, and what fits them. */
public final class ArraySize {
  /** The longest array that common JVMs can make. */
  public static final int MAX_SLOTS = Integer.MAX_VALUE - 8;

  private ArraySize() {}

  /**
   * The length of the primitive array that holds an array.
   *
   * @param dtype the dtype
   * @param shape the shape
   * @return number of slots
   * @throws DosnaException if a length is negative, or there are more than {@link #MAX_SLOTS}
   */
  public static int slots(DType dtype, long[] shape) {
    boolean empty = false;
    for (long length : shape) {
      empty |= length == 0;
      if (length < 0) {
        throw new DosnaException("A shape has no negative lengths: " + text(shape));
      }
    }
    if (empty) {
      return 0;
    }
    long slots = dtype.element().slots();
    for (long length : shape) {
      if (slots > MAX_SLOTS / length) {
        throw tooLarge(dtype, shape);
      }
      slots *= length;
    }
    return (int) slots;
  }

  private static String text(long[] shape) {
    return Arguments.excerpt(Arrays.toString(shape));
  }

  private static DosnaException tooLarge(DType dtype, long[] shape) {
    double bytes = dtype.itemSize();
    for (long length : shape) {
      bytes *= length;
    }
    return new DosnaException(
        String.format(
            Locale.ROOT,
            "An array of shape %s and dtype %s has %.4g bytes; one array holds at most 2^31-9"
                + " slots. Take a smaller slice, or go through the dataset by blocks()",
            text(shape),
            dtype,
            bytes));
  }

  /**
   * Checks that elements can be kept in an array.
   *
   * @param type the elements
   * @param array any object
   * @return the array's length
   * @throws DosnaException if it is no primitive array of the type's kind
   */
  public static int requireBacking(ElementType type, Object array) {
    if (array == null || array.getClass() != type.kind().allocate(0).getClass()) {
      String given = array == null ? "null" : array.getClass().getSimpleName();
      throw new DosnaException(
          type.typeName() + " is kept in " + type.kind().arrayName() + ", not in " + given);
    }
    return Array.getLength(array);
  }

  /**
   * Works out another shape for the same elements.
   *
   * @param shape the shape there is
   * @param size its number of elements
   * @param wanted the shape wanted, of which one length may be -1
   * @return the shape wanted, with that length worked out; a new array
   * @throws DosnaException if the sizes differ
   */
  public static long[] reshaped(long[] shape, long size, long[] wanted) {
    long[] result = wanted.clone();
    int open = -1;
    long product = 1;
    boolean fits = true;
    for (int axis = 0; axis < result.length; axis++) {
      if (result[axis] == -1 && open < 0) {
        open = axis;
      } else {
        fits &= result[axis] >= 0 && Math.multiplyHigh(product, result[axis]) == 0;
        product *= result[axis];
        fits &= product >= 0;
      }
    }
    if (open >= 0 && product > 0 && size % product == 0) {
      result[open] = size / product;
      product *= result[open];
    }
    if (!fits || product != size) {
      throw new DosnaException(
          "An array of shape "
              + text(shape)
              + " and "
              + size
              + " elements cannot have the shape "
              + text(wanted));
    }
    return result;
  }
}
