package org.dosna.element;

import org.dosna.element.ElementType.Category;

/** Casts whole arrays from one element type to another. */
public final class Cast {
  private static final int ROW = 1024;

  private Cast() {}

  /**
   * Casts every element of an array.
   *
   * @param from the array
   * @param fromType its element type
   * @param count number of elements
   * @param toType the type wanted
   * @return a new array
   */
  public static Object array(Object from, ElementType fromType, int count, ElementType toType) {
    Object to = toType.kind().allocate(Math.multiplyExact(count, toType.slots()));
    if (toType == ElementType.FLOAT64 && Doubles.holdsAll(fromType)) {
      Doubles.load(fromType, from, 0, (double[]) to, count);
    } else if (toType == ElementType.FLOAT32 && Doubles.holdsAll(fromType)) {
      toFloats(from, fromType, count, (float[]) to);
    } else if (fromType == ElementType.UINT64 && toType.kind() == PrimitiveKind.FLOAT) {
      long[] bits = (long[]) from;
      for (int i = 0; i < count; i++) {
        toType.setDouble(to, i, Unsigned.toFloat(bits[i]));
      }
    } else if (fromType == ElementType.UINT64 && !toType.isIntegral()) {
      for (int i = 0; i < count; i++) {
        toType.setDouble(to, i, fromType.getDouble(from, i));
      }
    } else if (fromType.isIntegral()) {
      for (int i = 0; i < count; i++) {
        toType.setLong(to, i, fromType.getLong(from, i));
      }
    } else if (fromType.category() == Category.COMPLEX) {
      for (int i = 0; i < count; i++) {
        toType.setComplex(to, i, fromType.getDouble(from, i), fromType.getImaginary(from, i));
      }
    } else {
      for (int i = 0; i < count; i++) {
        toType.setDouble(to, i, fromType.getDouble(from, i));
      }
    }
    return to;
  }

  private static void toFloats(Object from, ElementType fromType, int count, float[] to) {
    double[] row = new double[ROW];
    for (int begin = 0; begin < count; begin += ROW) {
      int length = Math.min(ROW, count - begin);
      Doubles.load(fromType, from, begin, row, length);
      Doubles.store(row, ElementType.FLOAT32, to, begin, length);
    }
  }
}
