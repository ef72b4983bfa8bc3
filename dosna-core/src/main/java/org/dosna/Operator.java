package org.dosna;

/** What is computed element by element. */
public enum Operator {
  /** {@code a + b}; of bool: or. */
  PLUS(2),
  /** {@code a - b}. */
  MINUS(2),
  /** {@code a * b}; of bool: and. */
  TIMES(2),
  /** {@code a / b}, of integers and bool in float64. */
  DIVIDE(2),
  /** The smaller one, or NaN. */
  MINIMUM(2),
  /** The larger one, or NaN. */
  MAXIMUM(2),
  /** {@code a == b}. */
  EQUAL(2),
  /** {@code a != b}. */
  NOT_EQUAL(2),
  /** {@code a < b}. */
  LESS(2),
  /** {@code a <= b}. */
  LESS_EQUAL(2),
  /** {@code a > b}. */
  GREATER(2),
  /** {@code a >= b}. */
  GREATER_EQUAL(2),
  /** {@code -a}. */
  NEGATIVE(1),
  /** The absolute value. */
  ABS(1),
  /** The square root. */
  SQRT(1),
  /** The exponential function. */
  EXP(1),
  /** The natural logarithm. */
  LOG(1);

  private final int operands;

  Operator(int operands) {
    this.operands = operands;
  }

  /**
   * How many numbers it takes.
   *
   * @return 1 or 2
   */
  public int operands() {
    return operands;
  }

  /**
   * Whether it compares.
   *
   * @return true if the result is bool
   */
  public boolean compares() {
    return compareTo(EQUAL) >= 0 && compareTo(GREATER_EQUAL) <= 0;
  }
}
