package org.dosna.fold;

import java.util.Locale;

/** What can be computed of all elements that fall into one cell. */
public enum Statistic {
  /** The sum: integers wrap at 64 bits. */
  SUM,
  /** The product: integers wrap at 64 bits. */
  PROD,
  /** The smallest, or NaN. */
  MIN,
  /** The largest, or NaN. */
  MAX,
  /** Where the smallest is, or the first NaN. */
  ARG_MIN,
  /** Where the largest is, or the first NaN. */
  ARG_MAX,
  /** Whether one is not zero. */
  ANY,
  /** Whether none is zero. */
  ALL,
  /** How many are not zero. */
  COUNT,
  /** The mean. */
  MEAN,
  /** The standard deviation. */
  STD,
  /** The variance. */
  VAR,
  /** The element below which a given share of all lies. */
  QUANTILE;

  /** The name of the method, for messages. */
  @Override
  public String toString() {
    return switch (this) {
      case ARG_MIN -> "argMin";
      case ARG_MAX -> "argMax";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Whether it is one of the elements.
   *
   * @return true for the smallest and the largest
   */
  public boolean isExtreme() {
    return this == MIN || this == MAX;
  }

  /**
   * Whether it is where an element is.
   *
   * @return true for the positions of the smallest and the largest
   */
  public boolean isPosition() {
    return this == ARG_MIN || this == ARG_MAX;
  }
}
