package org.dosna.elementwise;

import java.math.BigInteger;
import org.dosna.Arguments;
import org.dosna.Complex;
import org.dosna.DosnaException;
import org.dosna.Operator;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;

/**
 * Types of results, as numpy 2 has them.
 *
 * @see <a href="https://numpy.org/neps/nep-0050-scalar-promotion.html">NEP 50</a>
 */
public final class Promotion {
  private Promotion() {}

  /**
   * The smallest type that holds the values of two others.
   *
   * @param a a type
   * @param b another one
   * @return numpy's promote_types
   */
  public static ElementType common(ElementType a, ElementType b) {
    if (a == b || b == ElementType.BOOL) {
      return a;
    }
    if (a.category().compareTo(b.category()) > 0 || a == ElementType.BOOL) {
      return common(b, a);
    }
    if (a.category() == b.category()) {
      return a.itemSize() > b.itemSize() ? a : b;
    }
    return switch (b.category()) {
      case UNSIGNED -> a.itemSize() > b.itemSize() ? a : signedBeyond(b);
      case FLOAT -> larger(b, floatFor(a));
      default -> complexFor(larger(a.isIntegral() ? floatFor(a) : a, partOf(b)));
    };
  }

  private static ElementType larger(ElementType a, ElementType b) {
    return a.itemSize() >= b.itemSize() ? a : b;
  }

  private static ElementType signedBeyond(ElementType unsigned) {
    return switch (unsigned) {
      case UINT8 -> ElementType.INT16;
      case UINT16 -> ElementType.INT32;
      case UINT32 -> ElementType.INT64;
      default -> ElementType.FLOAT64;
    };
  }

  /** The smallest float that holds a type's integers, or their most significant digits. */
  private static ElementType floatFor(ElementType integral) {
    return switch (integral.itemSize()) {
      case 1 -> ElementType.FLOAT16;
      case 2 -> ElementType.FLOAT32;
      default -> ElementType.FLOAT64;
    };
  }

  private static ElementType partOf(ElementType complex) {
    return complex == ElementType.COMPLEX64 ? ElementType.FLOAT32 : ElementType.FLOAT64;
  }

  private static ElementType complexFor(ElementType part) {
    return part == ElementType.FLOAT64 ? ElementType.COMPLEX128 : ElementType.COMPLEX64;
  }

  /**
   * The type that a number of Java's takes on beside an array: it adapts to it as a Python number
   * does.
   *
   * @param beside the array's type
   * @param scalar a Number, Boolean or {@link Complex}
   * @return the type
   * @throws DosnaException if it is none of these, or an integer out of the range of the type
   */
  public static ElementType ofScalar(ElementType beside, Object scalar) {
    if (scalar instanceof Boolean) {
      return ElementType.BOOL;
    }
    if (scalar instanceof Complex) {
      return beside.category() == Category.COMPLEX
          ? beside
          : complexFor(beside.isIntegral() ? ElementType.FLOAT64 : beside);
    }
    if (scalar instanceof Double || scalar instanceof Float) {
      return beside.isIntegral() ? ElementType.FLOAT64 : beside;
    }
    if (!(scalar instanceof Number)) {
      throw new DosnaException(
          "Arithmetic takes arrays, Numbers, Booleans and Complex, not "
              + Arguments.excerpt(scalar));
    }
    return beside == ElementType.BOOL ? ElementType.INT64 : beside;
  }

  /**
   * Whether an integer of Java's is one of a type's.
   *
   * @param type a type
   * @param scalar anything
   * @return true if it is no integer, or the type is not one of integers, too
   */
  public static boolean holds(ElementType type, Object scalar) {
    boolean isInteger =
        scalar instanceof Number && !(scalar instanceof Double) && !(scalar instanceof Float);
    if (!isInteger || !type.isIntegral() || type == ElementType.BOOL) {
      return true;
    }
    BigInteger value = new BigInteger(scalar.toString());
    boolean signed = type.category() == Category.SIGNED;
    int bits = 8 * type.itemSize() - (signed ? 1 : 0);
    return (signed || value.signum() >= 0) && value.bitLength() <= bits;
  }

  /**
   * The type of a result.
   *
   * @param operator what is computed
   * @param common the common type of the operands
   * @return the type of the result
   * @throws DosnaException if it is not defined for the type
   */
  public static ElementType result(Operator operator, ElementType common) {
    boolean isComplex = common.category() == Category.COMPLEX;
    boolean isBool = common == ElementType.BOOL;
    boolean defined =
        switch (operator) {
          case MINUS, NEGATIVE -> !isBool;
          case PLUS, TIMES, DIVIDE, EQUAL, NOT_EQUAL, ABS -> true;
          default -> !isComplex;
        };
    if (!defined) {
      throw new DosnaException(
          operator + " is not defined for " + common.typeName() + "; use astype(...) before");
    }
    if (operator.compares()) {
      return ElementType.BOOL;
    }
    return switch (operator) {
      case DIVIDE -> common.isIntegral() ? ElementType.FLOAT64 : common;
      case SQRT, EXP, LOG -> common.isIntegral() ? floatFor(common) : common;
      case ABS -> isComplex ? partOf(common) : common;
      default -> common;
    };
  }
}
