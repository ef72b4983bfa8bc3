package org.dosna;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;

/** NDArrays from and to nested Java arrays such as {@code double[][]}. */
final class NestedArrays {
  private NestedArrays() {}

  static NDArray read(Object nested) {
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
    NDArray result = NDArray.zeros(dtype(type), shape);
    copy(nested, result, 0, 0, true);
    return result;
  }

  static Object write(NDArray array) {
    if (array.ndim() == 0) {
      return array.getObject();
    }
    ElementType type = ElementType.of(array.dtype());
    int[] lengths = new int[array.ndim() + type.slots() - 1];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = axis < array.ndim() ? (int) array.shape()[axis] : 2;
    }
    Class<?> component =
        array.dtype() == DType.BOOL ? boolean.class : array.array().getClass().getComponentType();
    Object nested = Array.newInstance(component, lengths);
    NDArray slots =
        type.slots() == 1
            ? array
            : NDArray.of(
                realPart(array), array.array(), Arrays.stream(lengths).asLongStream().toArray());
    copy(nested, slots, 0, 0, false);
    return nested;
  }

  private static DType realPart(NDArray complex) {
    return complex.dtype() == DType.COMPLEX64 ? DType.FLOAT32 : DType.FLOAT64;
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

  /** Copies between the rows of a nested array and a flat one; returns the position after. */
  private static int copy(Object nested, NDArray flat, int axis, int position, boolean toFlat) {
    long length = flat.shape()[axis];
    if (nested == null || Array.getLength(nested) != length) {
      throw new DosnaException(
          "The nested array is ragged on axis "
              + axis
              + "; every row there needs length "
              + length);
    }
    int next = position;
    if (axis < flat.ndim() - 1) {
      for (int i = 0; i < length; i++) {
        next = copy(Array.get(nested, i), flat, axis + 1, next, toFlat);
      }
      return next;
    }
    if (nested instanceof boolean[] flags) {
      copyFlags(flags, (byte[]) flat.array(), position, toFlat);
    } else if (toFlat) {
      System.arraycopy(nested, 0, flat.array(), position, (int) length);
    } else {
      System.arraycopy(flat.array(), position, nested, 0, (int) length);
    }
    return position + (int) length;
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
