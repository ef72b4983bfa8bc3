package org.dosna.fold;

import org.dosna.element.ElementType;

/** Rows of elements as numbers of one kind, so that what is computed of them is written once. */
final class Loader {
  private Loader() {}

  /** Elements of a type of integers as longs; those of uint64 as their bits. */
  static void longs(ElementType type, Object array, int from, long[] row, int count) {
    switch (type) {
      case INT16 -> {
        short[] elements = (short[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i];
        }
      }
      case UINT16 -> {
        short[] elements = (short[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i] & 0xffff;
        }
      }
      case UINT8 -> {
        byte[] elements = (byte[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i] & 0xff;
        }
      }
      case INT32 -> {
        int[] elements = (int[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i];
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          row[i] = type.getLong(array, from + i);
        }
      }
    }
  }

  /** 1 for elements that are not zero; NaN is not. */
  static void flags(ElementType type, Object array, int from, long[] row, int count) {
    for (int i = 0; i < count; i++) {
      boolean set =
          type.isIntegral()
              ? type.getLong(array, from + i) != 0
              : type.getDouble(array, from + i) != 0 || type.getImaginary(array, from + i) != 0;
      row[i] = set ? 1 : 0;
    }
  }
}
