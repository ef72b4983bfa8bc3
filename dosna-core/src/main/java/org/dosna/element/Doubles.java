package org.dosna.element;

/**
 * Rows of numbers as doubles and back: loops that the JIT vectorises, for the types that most data
 * have.
 */
public final class Doubles {
  private Doubles() {}

  /**
   * Slots as doubles: of complex types both parts are slots.
   *
   * @param type the type of the elements
   * @param array the elements
   * @param from the first slot
   * @param row gets them, from its beginning
   * @param count how many
   */
  public static void load(ElementType type, Object array, int from, double[] row, int count) {
    switch (type) {
      case FLOAT32, COMPLEX64 -> {
        float[] elements = (float[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i];
        }
      }
      case FLOAT64, COMPLEX128 -> System.arraycopy(array, from, row, 0, count);
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
      case INT32 -> {
        int[] elements = (int[]) array;
        for (int i = 0; i < count; i++) {
          row[i] = elements[from + i];
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          row[i] = type.getDouble(array, from + i);
        }
      }
    }
  }

  /**
   * Doubles as elements, rounded to nearest.
   *
   * @param row the numbers, from its beginning
   * @param type float32 or float64
   * @param array gets them
   * @param from the place of the first
   * @param count how many
   */
  public static void store(double[] row, ElementType type, Object array, int from, int count) {
    if (type == ElementType.FLOAT64) {
      System.arraycopy(row, 0, array, from, count);
      return;
    }
    float[] floats = (float[]) array;
    for (int i = 0; i < count; i++) {
      floats[from + i] = (float) row[i];
    }
  }

  /**
   * Whether a double has the same value as each element of a type.
   *
   * @param type the type
   * @return false for 64 bit integers and complex numbers
   */
  public static boolean holdsAll(ElementType type) {
    return type.slots() == 1 && type != ElementType.INT64 && type != ElementType.UINT64;
  }
}
