package org.dosna.fold;

/**
 * Several rows of float32 that fall into the same cells, of which each is loaded and stored once.
 */
final class FloatColumns {
  private FloatColumns() {}

  /**
   * Folds them.
   *
   * @param fold how
   * @param array the elements
   * @param from the first one of the first row
   * @param count how many there are in each row
   * @param rows how many rows
   * @param stride how far they are apart
   * @param cells the cells
   * @param cell the first one's
   * @return false for a product, of which nothing is done
   */
  static boolean toCells(
      DoubleRow fold,
      float[] array,
      int from,
      int count,
      int rows,
      int stride,
      double[] cells,
      int cell) {
    switch (fold) {
      case SUM -> {
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
          addFour(array, from + row * stride, count, stride, cells, cell);
        }
        for (; row < rows; row++) {
          add(array, from + row * stride, count, cells, cell);
        }
      }
      case MIN, MAX -> {
        float[] best = new float[count];
        System.arraycopy(array, from, best, 0, count);
        if (fold == DoubleRow.MIN) {
          smallest(array, from + stride, rows - 1, stride, best);
        } else {
          largest(array, from + stride, rows - 1, stride, best);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
          numbers[i] = best[i];
        }
        fold.toCells(numbers, count, cells, cell);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void add(float[] array, int from, int count, double[] cells, int cell) {
    for (int i = 0; i < count; i++) {
      cells[cell + i] += array[from + i];
    }
  }

  /** One after the other, as if row by row: the same bits. */
  private static void addFour(
      float[] array, int from, int count, int stride, double[] cells, int cell) {
    int second = from + stride;
    int third = second + stride;
    int fourth = third + stride;
    for (int i = 0; i < count; i++) {
      double sum = cells[cell + i] + array[from + i];
      cells[cell + i] = sum + array[second + i] + array[third + i] + array[fourth + i];
    }
  }

  /** Three rows at a time, so that the best are loaded and stored less often. */
  private static void smallest(float[] array, int from, int rows, int stride, float[] best) {
    int row = 0;
    for (; row + 3 <= rows; row += 3) {
      int first = from + row * stride;
      int second = first + stride;
      int third = second + stride;
      for (int i = 0; i < best.length; i++) {
        float one = Math.min(best[i], array[first + i]);
        best[i] = Math.min(one, Math.min(array[second + i], array[third + i]));
      }
    }
    for (; row < rows; row++) {
      int first = from + row * stride;
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.min(best[i], array[first + i]);
      }
    }
  }

  private static void largest(float[] array, int from, int rows, int stride, float[] best) {
    int row = 0;
    for (; row + 3 <= rows; row += 3) {
      int first = from + row * stride;
      int second = first + stride;
      int third = second + stride;
      for (int i = 0; i < best.length; i++) {
        float one = Math.max(best[i], array[first + i]);
        best[i] = Math.max(one, Math.max(array[second + i], array[third + i]));
      }
    }
    for (; row < rows; row++) {
      int first = from + row * stride;
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.max(best[i], array[first + i]);
      }
    }
  }
}
