package org.dosna.element;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.dosna.Complex;
import org.dosna.DosnaException;
import org.dosna.element.ElementType.Category;

/** Casts: whole arrays between element types, and Java objects to elements. */
public final class Cast {
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
    if (fromType == ElementType.UINT64 && toType.kind() == PrimitiveKind.FLOAT) {
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

  /**
   * Casts a Java object into an element.
   *
   * @param value a Number, Boolean or Complex
   * @param type the array's element type
   * @param array where it goes
   * @param i which element
   * @throws DosnaException if it is none of these, or a Complex with an imaginary part and the type
   *     is real
   */
  public static void object(Object value, ElementType type, Object array, int i) {
    if (value instanceof Boolean flag) {
      type.setLong(array, i, flag ? 1 : 0);
    } else if (value instanceof Complex complex && canHold(type, complex)) {
      type.setComplex(array, i, complex.re(), complex.im());
    } else if (value instanceof BigInteger big) {
      integer(big, type, array, i);
    } else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      type.setDouble(array, i, ((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      type.setLong(array, i, number.longValue());
    } else {
      String what = value == null ? "null" : "'" + value + "' (" + value.getClass().getName() + ")";
      throw new DosnaException(
          "Cannot store "
              + what
              + " as "
              + type.typeName()
              + "; give a Number, a Boolean, or a Complex for complex types");
    }
  }

  private static boolean canHold(ElementType type, Complex value) {
    return value.im() == 0 || type.category() == Category.COMPLEX || type == ElementType.BOOL;
  }

  private static void integer(BigInteger value, ElementType type, Object array, int i) {
    if (type.isIntegral() && type != ElementType.BOOL) {
      type.setLong(array, i, value.longValue());
    } else if (type.kind() == PrimitiveKind.FLOAT) {
      type.setDouble(array, i, value.floatValue());
    } else {
      type.setDouble(array, i, value.doubleValue());
    }
  }
}
