package org.dosna.array;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.dosna.Arguments;
import org.dosna.Complex;
import org.dosna.DosnaException;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;
import org.dosna.element.PrimitiveKind;

/** Single elements from and to Java objects. */
public final class Scalars {
  private Scalars() {}

  /**
   * Reads an element as a Java object.
   *
   * @param type the element type
   * @param array the array of elements
   * @param i which element
   * @return {@code Boolean}, the smallest of {@code Byte}, {@code Short}, {@code Integer}, {@code
   *     Long}, {@link BigInteger} that holds every value of a signed type or, from {@code Integer}
   *     on, of an unsigned one; {@code Float} for float16 and float32, {@code Double}, {@link
   *     Complex}
   */
  public static Object get(ElementType type, Object array, int i) {
    return switch (type) {
      case BOOL -> type.getLong(array, i) != 0;
      case INT8 -> ((byte[]) array)[i];
      case INT16 -> ((short[]) array)[i];
      case INT32, UINT8, UINT16 -> (int) type.getLong(array, i);
      case INT64, UINT32 -> type.getLong(array, i);
      case UINT64 -> new BigInteger(Long.toUnsignedString(((long[]) array)[i]));
      case FLOAT16, FLOAT32 -> (float) type.getDouble(array, i);
      case FLOAT64 -> type.getDouble(array, i);
      case COMPLEX64, COMPLEX128 ->
          new Complex(type.getDouble(array, i), type.getImaginary(array, i));
    };
  }

  /**
   * Casts a Java object into an element.
   *
   * @param type the array's element type
   * @param array where it goes
   * @param i which element
   * @param value a Number, Boolean or Complex
   * @throws DosnaException if it is none of these, or a Complex with an imaginary part and the type
   *     is real
   */
  public static void set(ElementType type, Object array, int i, Object value) {
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
      throw new DosnaException(
          "Cannot store "
              + described(value)
              + " as one "
              + type.typeName()
              + "; give "
              + advice(value));
    }
  }

  /**
   * Refuses a value beyond the range of a type of integers.
   *
   * @param type the element type
   * @param value a Number, Boolean or Complex
   * @throws DosnaException if it is no number, or too small or large
   */
  public static void requireInRange(ElementType type, Object value) {
    Object real = value instanceof Complex complex ? complex.re() : value;
    if (!type.isIntegral() || type == ElementType.BOOL || !(real instanceof Number)) {
      return;
    }
    int bits = 8 * type.itemSize();
    boolean signed = type.category() == Category.SIGNED;
    BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    BigInteger first = signed ? end.negate() : BigInteger.ZERO;
    if (!isBetween(first.subtract(BigInteger.ONE), real.toString(), end)) {
      throw new DosnaException(
          "The fill value "
              + Arguments.excerpt(value)
              + " is none of "
              + type.typeName()
              + ", which holds "
              + first
              + " to "
              + end.subtract(BigInteger.ONE)
              + "; choose another one, or another dtype");
    }
  }

  /** Whether a number lies between two others: 127.9 is cut to 127. */
  private static boolean isBetween(BigInteger less, String number, BigInteger more) {
    try {
      BigDecimal exact = new BigDecimal(number);
      return exact.compareTo(new BigDecimal(less)) > 0 && exact.compareTo(new BigDecimal(more)) < 0;
    } catch (NumberFormatException e) {
      return false; // NaN and the infinities
    }
  }

  private static String described(Object value) {
    if (value == null) {
      return "null, the argument 'value',";
    }
    if (value.getClass().isArray()) {
      String type = value.getClass().getSimpleName();
      return type.replaceFirst("\\[]", "[" + Array.getLength(value) + "]");
    }
    return "'" + Arguments.excerpt(value) + "' (" + value.getClass().getName() + ")";
  }

  private static String advice(Object value) {
    return value != null && value.getClass().isArray()
        ? "an NDArray, as NDArray.of makes one of a flat array and NDArray.ofNested of a nested one"
        : "a Number, a Boolean, or a Complex for complex types";
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
