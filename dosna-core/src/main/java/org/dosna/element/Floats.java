package org.dosna.element;

/**
 * Rows of numbers as float32. What is computed of two of them with {@code + - * /} is rounded as if
 * it were computed in double and rounded then: a double has more than twice as many digits.
 */
public final class Floats {
  private Floats() {}

  /**
   * Elements as float32.
   *
   * @param type the type of the elements, of which all are {@link #holdsAll held}
   * @param array the elements
   * @param from the first one
   * @param row gets them, from its beginning
   * @param count how many
   */
  public static void load(ElementType type, Object array, int from, float[] row, int count) {
    switch (type) {
      case FLOAT32 -> System.arraycopy(array, from, row, 0, count);
      case UINT16 -> {
        short[] elements = (short[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i] & 0xffff;
        }
      }
      case INT16 -> {
        short[] elements = (short[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i];
        }
      }
      case UINT8 -> {
        byte[] elements = (byte[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i] & 0xff;
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          row[i] = (float) type.getDouble(array, from + i);
        }
      }
    }
  }

  /**
   * Whether a float32 has the same value as each element of a type.
   *
   * @param type the type
   * @return false for integers of 32 and 64 bits, for float64 and for complex numbers
   */
  public static boolean holdsAll(ElementType type) {
    return Doubles.holdsAll(type)
        && type != ElementType.INT32
        && type != ElementType.UINT32
        && type != ElementType.FLOAT64;
  }
}
