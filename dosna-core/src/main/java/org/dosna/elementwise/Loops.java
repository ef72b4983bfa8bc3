package org.dosna.elementwise;

import java.util.Arrays;
import org.dosna.Operator;
import org.dosna.element.Doubles;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;
import org.dosna.element.Floats;

/**
 * Computes element by element. Operands have one type; floats are computed in double, which rounds
 * the results of {@code + - * /} and of square roots as they are rounded when computed directly.
 */
public final class Loops {
  private static final int ROW = 1024;

  private Loops() {}

  /**
   * Computes.
   *
   * @param operator what
   * @param type the type of the operands
   * @param a the first operand
   * @param b the second one; the same as the first if there is none
   * @param count number of elements
   * @param result the type of the result
   * @return a new array
   */
  public static Object compute(
      Operator operator, ElementType type, Object a, Object b, int count, ElementType result) {
    Object array = result.kind().allocate(count * result.slots());
    if (type.category() == Category.COMPLEX) {
      ComplexLoops.compute(operator, type, a, b, count, result, array);
    } else if (operator.compares()) {
      compare(operator, type, a, b, (byte[]) array);
    } else if (result.isIntegral()) {
      integers(operator, type, a, b, count, array);
    } else if (type == ElementType.FLOAT32 && isArithmetic(operator)) {
      floats(operator, (float[]) a, (float[]) b, (float[]) array);
    } else if (type == ElementType.FLOAT64 && isArithmetic(operator)) {
      doubles(operator, (double[]) a, (double[]) b, (double[]) array);
    } else {
      for (int i = 0; i < count; i++) {
        result.setDouble(array, i, of(operator, type.getDouble(a, i), type.getDouble(b, i)));
      }
    }
    return array;
  }

  /**
   * Whether {@link #mixed} computes it: sums, differences, products and quotients of numbers that a
   * double holds exactly, of which the results are float32 or float64.
   *
   * @param operator what is computed
   * @param a the type of the first operand
   * @param b the type of the second one
   * @param result the type of the result
   * @return true if it does
   */
  public static boolean isMixed(
      Operator operator, ElementType a, ElementType b, ElementType result) {
    boolean isFloat = result == ElementType.FLOAT32 || result == ElementType.FLOAT64;
    return isArithmetic(operator)
        && isFloat
        && !(a == result && b == result)
        && Doubles.holdsAll(a)
        && Doubles.holdsAll(b);
  }

  /**
   * Computes with operands of different types, row by row: no cast array is made of all of them.
   *
   * @param operator what
   * @param aType the type of the first operand
   * @param a the first operand
   * @param bType the type of the second one
   * @param b the second one
   * @param count number of elements
   * @param result the type of the result
   * @return a new array
   */
  public static Object mixed(
      Operator operator,
      ElementType aType,
      Object a,
      ElementType bType,
      Object b,
      int count,
      ElementType result) {
    Object array = result.kind().allocate(count);
    if (result == ElementType.FLOAT32 && Floats.holdsAll(aType) && Floats.holdsAll(bType)) {
      mixedFloats(operator, aType, a, bType, b, (float[]) array);
      return array;
    }
    double[] first = new double[ROW];
    double[] second = new double[ROW];
    for (int begin = 0; begin < count; begin += ROW) {
      int length = Math.min(ROW, count - begin);
      Doubles.load(aType, a, begin, first, length);
      Doubles.load(bType, b, begin, second, length);
      doubles(operator, first, second, first);
      Doubles.store(first, result, array, begin, length);
    }
    return array;
  }

  private static void mixedFloats(
      Operator operator, ElementType aType, Object a, ElementType bType, Object b, float[] array) {
    float[] first = new float[ROW];
    float[] second = new float[ROW];
    for (int begin = 0; begin < array.length; begin += ROW) {
      int length = Math.min(ROW, array.length - begin);
      Floats.load(aType, a, begin, first, length);
      Floats.load(bType, b, begin, second, length);
      floats(operator, first, second, first);
      System.arraycopy(first, 0, array, begin, length);
    }
  }

  private static boolean isArithmetic(Operator operator) {
    return operator.compareTo(Operator.DIVIDE) <= 0;
  }

  private static void floats(Operator operator, float[] a, float[] b, float[] array) {
    switch (operator) {
      case PLUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] + b[i];
        }
      }
      case MINUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] - b[i];
        }
      }
      case TIMES -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] * b[i];
        }
      }
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] / b[i];
        }
      }
    }
  }

  private static void doubles(Operator operator, double[] a, double[] b, double[] array) {
    switch (operator) {
      case PLUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] + b[i];
        }
      }
      case MINUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] - b[i];
        }
      }
      case TIMES -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] * b[i];
        }
      }
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] / b[i];
        }
      }
    }
  }

  private static double of(Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> Double.isNaN(a) || a <= b ? a : b;
      case MAXIMUM -> Double.isNaN(a) || a >= b ? a : b;
      case NEGATIVE -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      default -> throw new IllegalArgumentException(operator + " is not arithmetic");
    };
  }

  private static void integers(
      Operator operator, ElementType type, Object a, Object b, int count, Object array) {
    if (type != ElementType.BOOL && IntegerLoops.compute(operator, a, b, array)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      type.setLong(array, i, of(operator, type, type.getLong(a, i), type.getLong(b, i)));
    }
  }

  /** Of bool, adding is or, as what is not 0 is true. */
  private static long of(Operator operator, ElementType type, long a, long b) {
    return switch (operator) {
      case PLUS -> type == ElementType.BOOL ? a | b : a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case MINIMUM -> order(type, a, b) <= 0 ? a : b;
      case MAXIMUM -> order(type, a, b) >= 0 ? a : b;
      case NEGATIVE -> -a;
      case ABS -> type == ElementType.UINT64 ? a : Math.abs(a);
      default -> throw new IllegalArgumentException(operator + " is not for integers");
    };
  }

  private static int order(ElementType type, long a, long b) {
    return type == ElementType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
  }

  private static void compare(
      Operator operator, ElementType type, Object a, Object b, byte[] array) {
    boolean integral = type.isIntegral();
    for (int i = 0; i < array.length; i++) {
      boolean is;
      if (integral) {
        is = isSo(operator, order(type, type.getLong(a, i), type.getLong(b, i)));
      } else {
        double first = type.getDouble(a, i);
        double second = type.getDouble(b, i);
        boolean unordered = Double.isNaN(first) || Double.isNaN(second);
        int order = first < second ? -1 : first > second ? 1 : 0;
        is = unordered ? operator == Operator.NOT_EQUAL : isSo(operator, order);
      }
      array[i] = (byte) (is ? 1 : 0);
    }
  }

  /** Whether two things in some order compare as asked. */
  static boolean isSo(Operator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      default -> throw new IllegalArgumentException(operator + " does not compare");
    };
  }

  /**
   * Takes elements from one array or another.
   *
   * @param type the type of the elements
   * @param flags where they are not 0, the first is taken
   * @param first the first array
   * @param second the second one; gets the elements that are taken from the first
   */
  public static void choose(ElementType type, byte[] flags, Object first, Object second) {
    int slots = type.slots();
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] != 0) {
        System.arraycopy(first, i * slots, second, i * slots, slots);
      }
    }
  }

  /**
   * Elements in order.
   *
   * @param type their type, which is not complex
   * @param array the elements
   * @param count how many there are
   * @return a new array of longs, those of uint64 less 2^63, or of doubles, with NaN as the last
   */
  public static Object sorted(ElementType type, Object array, int count) {
    if (type.isIntegral()) {
      long[] sorted = new long[count];
      long flipped = flipped(type);
      Arrays.setAll(sorted, i -> type.getLong(array, i) ^ flipped);
      Arrays.sort(sorted);
      return sorted;
    }
    double[] sorted = new double[count];
    Arrays.setAll(sorted, i -> type.getDouble(array, i));
    Arrays.sort(sorted);
    return sorted;
  }

  private static long flipped(ElementType type) {
    return type == ElementType.UINT64 ? Long.MIN_VALUE : 0;
  }

  /**
   * Whether two of the {@link #sorted} elements are equal; so are NaN.
   *
   * @param sorted the elements
   * @param i one of them
   * @param j another one
   * @return true if they are
   */
  public static boolean isSame(Object sorted, int i, int j) {
    if (sorted instanceof long[] longs) {
      return longs[i] == longs[j];
    }
    double a = ((double[]) sorted)[i];
    double b = ((double[]) sorted)[j];
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  /**
   * Copies one of the {@link #sorted} elements.
   *
   * @param type the type of the elements
   * @param sorted the elements
   * @param i which
   * @param to an array of the type
   * @param j where it goes
   */
  public static void put(ElementType type, Object sorted, int i, Object to, int j) {
    if (sorted instanceof long[] longs) {
      type.setLong(to, j, longs[i] ^ flipped(type));
    } else {
      type.setDouble(to, j, ((double[]) sorted)[i]);
    }
  }

  /**
   * Compares integers with a sign and without one, which have no common type.
   *
   * @param operator compares
   * @param a integers
   * @param aType their type
   * @param b integers
   * @param bType their type
   * @param count how many there are
   * @return a new array of bool
   */
  public static byte[] compareIntegers(
      Operator operator, Object a, ElementType aType, Object b, ElementType bType, int count) {
    byte[] array = new byte[count];
    for (int i = 0; i < count; i++) {
      long first = aType.getLong(a, i);
      long second = bType.getLong(b, i);
      boolean firstIsHuge = aType == ElementType.UINT64 && first < 0;
      boolean secondIsHuge = bType == ElementType.UINT64 && second < 0;
      int order = firstIsHuge == secondIsHuge ? Long.compare(first, second) : firstIsHuge ? 1 : -1;
      array[i] = (byte) (isSo(operator, order) ? 1 : 0);
    }
    return array;
  }
}
