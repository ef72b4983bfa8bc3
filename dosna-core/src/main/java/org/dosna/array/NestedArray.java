package org.dosna.array;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;

/**
 * A nested Java array such as {@code double[][]}, and its flat form.
 *
 * @param nested arrays of arrays of one primitive type
 * @param dtype the dtype of that primitive type
 * @param shape the length on each level
 */
public record NestedArray(Object nested, DType dtype, long[] shape) {

  /**
   * Looks at a nested array.
   *
   * @param nested arrays of arrays of one primitive type
   * @return the array, its dtype and its shape, if it is not ragged
   * @throws DosnaException if it is anything else
   */
  public static NestedArray of(Object nested) {
    List<Long> lengths = new ArrayList<>();
    Object level = nested;
    Class<?> type = nested == null ? null : nested.getClass();
    while (type != null && type.isArray()) {
      int length = level == null ? 0 : Array.getLength(level);
      lengths.add((long) length);
      type = type.getComponentType();
      level = length == 0 || type.isPrimitive() ? null : Array.get(level, 0);
    }
    if (type == null || lengths.isEmpty() || !type.isPrimitive() || type == char.class) {
      String given = nested == null ? "null" : nested.getClass().getSimpleName();
      throw new DosnaException(
          "Expected a nested array of numbers or booleans such as double[][], not " + given);
    }
    long[] shape = lengths.stream().mapToLong(Long::longValue).toArray();
    return new NestedArray(nested, dtype(type), shape);
  }

  private static DType dtype(Class<?> primitive) {
    if (primitive == boolean.class) {
      return DType.BOOL;
    }
    return switch (PrimitiveKind.of(Array.newInstance(primitive, 0))) {
      case BYTE -> DType.INT8;
      case SHORT -> DType.INT16;
      case INT -> DType.INT32;
      case LONG -> DType.INT64;
      case FLOAT -> DType.FLOAT32;
      case DOUBLE -> DType.FLOAT64;
    };
  }

  /**
   * Makes a nested array.
   *
   * @param type the element type
   * @param flat the elements
   * @param shape the shape, of one axis or more
   * @return arrays of arrays of the primitive type that elements are kept in; {@code boolean} for
   *     BOOL; complex has a last level of 2
   */
  public static Object write(ElementType type, Object flat, long[] shape) {
    int[] lengths = new int[shape.length + type.slots() - 1];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = axis < shape.length ? (int) shape[axis] : type.slots();
    }
    Class<?> component =
        type == ElementType.BOOL ? boolean.class : flat.getClass().getComponentType();
    Object nested = Array.newInstance(component, lengths);
    copy(nested, flat, lengths, 0, 0, false);
    return nested;
  }

  /**
   * Copies the elements into a flat array.
   *
   * @param flat an array for as many elements as the shape has
   * @throws DosnaException if the nested array is ragged
   */
  public void read(Object flat) {
    int[] lengths = new int[shape.length];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = (int) shape[axis];
    }
    copy(nested, flat, lengths, 0, 0, true);
  }

  /** Copies between the rows of a nested array and a flat one; returns the position after. */
  private static int copy(
      Object nested, Object flat, int[] lengths, int axis, int position, boolean toFlat) {
    int length = lengths[axis];
    if (nested == null || Array.getLength(nested) != length) {
      throw new DosnaException(
          "The nested array is ragged on axis "
              + axis
              + "; every row there needs length "
              + length);
    }
    int next = position;
    if (axis < lengths.length - 1) {
      for (int i = 0; i < length; i++) {
        next = copy(Array.get(nested, i), flat, lengths, axis + 1, next, toFlat);
      }
      return next;
    }
    if (nested instanceof boolean[] flags) {
      copyFlags(flags, (byte[]) flat, position, toFlat);
    } else if (toFlat) {
      System.arraycopy(nested, 0, flat, position, length);
    } else {
      System.arraycopy(flat, position, nested, 0, length);
    }
    return position + length;
  }

  private static void copyFlags(boolean[] flags, byte[] bytes, int position, boolean toFlat) {
    for (int i = 0; i < flags.length; i++) {
      if (toFlat) {
        bytes[position + i] = (byte) (flags[i] ? 1 : 0);
      } else {
        flags[i] = bytes[position + i] != 0;
      }
    }
  }
}
