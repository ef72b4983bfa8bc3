package org.dosna.elementwise;

import org.dosna.Operator;

/**
 * Sums, differences and products of integers, which wrap: the same bits with and without a sign.
 * One loop for each, so that the JIT vectorises it.
 */
final class IntegerLoops {
  private IntegerLoops() {}

  /** Computes, if it is one of these; the arrays are of one class, and equally long. */
  static boolean compute(Operator operator, Object a, Object b, Object array) {
    if (operator.compareTo(Operator.TIMES) > 0) {
      return false;
    }
    if (array instanceof byte[] bytes) {
      bytes(operator, (byte[]) a, (byte[]) b, bytes);
    } else if (array instanceof short[] shorts) {
      shorts(operator, (short[]) a, (short[]) b, shorts);
    } else if (array instanceof int[] ints) {
      ints(operator, (int[]) a, (int[]) b, ints);
    } else {
      longs(operator, (long[]) a, (long[]) b, (long[]) array);
    }
    return true;
  }

  private static void bytes(Operator operator, byte[] a, byte[] b, byte[] array) {
    switch (operator) {
      case PLUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (byte) (a[i] + b[i]);
        }
      }
      case MINUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (byte) (a[i] - b[i]);
        }
      }
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (byte) (a[i] * b[i]);
        }
      }
    }
  }

  private static void shorts(Operator operator, short[] a, short[] b, short[] array) {
    switch (operator) {
      case PLUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (short) (a[i] + b[i]);
        }
      }
      case MINUS -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (short) (a[i] - b[i]);
        }
      }
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = (short) (a[i] * b[i]);
        }
      }
    }
  }

  private static void ints(Operator operator, int[] a, int[] b, int[] array) {
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
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] * b[i];
        }
      }
    }
  }

  private static void longs(Operator operator, long[] a, long[] b, long[] array) {
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
      default -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = a[i] * b[i];
        }
      }
    }
  }
}
