package org.dosna.fold;

import java.util.Arrays;

/**
 * A quantile: of n elements in order that at place (n - 1) q, from 0 on; between two places
 * linearly interpolated.
 *
 * @param q from 0 to 1
 * @param isMedian whether the mean of two elements is wanted where it lies between them
 */
public record Quantile(double q, boolean isMedian) {
  /** Half of the elements are not larger. */
  public static final Quantile MEDIAN = new Quantile(0.5, true);

  private double place(long count) {
    return (count - 1) * q;
  }

  /**
   * The place of the element that is not larger.
   *
   * @param count the number of elements, 1 or more
   * @return its number in their order
   */
  public long below(long count) {
    return Math.min(count - 1, (long) Math.floor(place(count)));
  }

  /**
   * The place of the element that is not smaller.
   *
   * @param count the number of elements, 1 or more
   * @return its number in their order
   */
  public long above(long count) {
    return Math.min(count - 1, below(count) + (place(count) > below(count) ? 1 : 0));
  }

  /**
   * What lies between two elements.
   *
   * @param count the number of elements, 1 or more
   * @param a the one {@link #below}
   * @param b the one {@link #above}
   * @return the quantile
   */
  public double between(long count, double a, double b) {
    if (a == b) {
      return a;
    }
    if (isMedian) {
      return (a + b) / 2;
    }
    double share = place(count) - below(count);
    return share < 0.5 ? a + (b - a) * share : b - (b - a) * (1 - share);
  }

  /** Of some numbers, which are put in order. */
  double of(double[] numbers, boolean skipsNaN) {
    Arrays.sort(numbers); // NaN is last
    int count = numbers.length;
    while (count > 0 && Double.isNaN(numbers[count - 1])) {
      count--;
    }
    if (count == 0 || (count < numbers.length && !skipsNaN)) {
      return Double.NaN;
    }
    return between(count, numbers[(int) below(count)], numbers[(int) above(count)]);
  }
}
