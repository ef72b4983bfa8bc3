package org.dosna;

/**
 * Something with which is computed element by element, with numpy's meaning: operands are broadcast
 * to each other, and the dtype of the result follows numpy 2 (NEP 50), in which a number adapts to
 * the dtype of an array: {@code uint8} plus 1 is uint8, plus 0.5 float64. Integers wrap. An {@code
 * int}, {@code long}, {@code BigInteger} and so on is an integer; a {@code double} or {@code float}
 * a floating point number. Results are new.
 *
 * @param <R> the result
 */
public interface Elementwise<R extends Elementwise<R>> {
  /**
   * Computes.
   *
   * @param operator what
   * @param others the other operands: arrays, Numbers, Booleans or {@link Complex}
   * @return the result
   * @throws InvalidSliceException if the shapes cannot be broadcast to each other
   * @throws DosnaException if it is not defined for the dtypes, or an operand is something else, or
   *     an integer out of the range of the array's dtype
   */
  R apply(Operator operator, Object... others);

  /**
   * {@code a + b}; of bool: or.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R plus(Object other) {
    return apply(Operator.PLUS, Arguments.require("other", other));
  }

  /**
   * {@code a - b}.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R minus(Object other) {
    return apply(Operator.MINUS, Arguments.require("other", other));
  }

  /**
   * {@code a * b}; of bool: and.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R times(Object other) {
    return apply(Operator.TIMES, Arguments.require("other", other));
  }

  /**
   * {@code a / b}; integers and bool give float64.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R divide(Object other) {
    return apply(Operator.DIVIDE, Arguments.require("other", other));
  }

  /**
   * The smaller of each two elements, or NaN.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R minimum(Object other) {
    return apply(Operator.MINIMUM, Arguments.require("other", other));
  }

  /**
   * The larger of each two elements, or NaN.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R maximum(Object other) {
    return apply(Operator.MAXIMUM, Arguments.require("other", other));
  }

  /**
   * {@code a == b}, exactly, as bool; NaN is nothing of the kind.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R equalTo(Object other) {
    return apply(Operator.EQUAL, Arguments.require("other", other));
  }

  /**
   * {@code a != b}, exactly, as bool; NaN is unlike everything.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R notEqualTo(Object other) {
    return apply(Operator.NOT_EQUAL, Arguments.require("other", other));
  }

  /**
   * {@code a < b}, exactly, as bool; NaN is nothing of the kind.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R lessThan(Object other) {
    return apply(Operator.LESS, Arguments.require("other", other));
  }

  /**
   * {@code a <= b}, exactly, as bool; NaN is nothing of the kind.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R atMost(Object other) {
    return apply(Operator.LESS_EQUAL, Arguments.require("other", other));
  }

  /**
   * {@code a > b}, exactly, as bool; NaN is nothing of the kind.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R greaterThan(Object other) {
    return apply(Operator.GREATER, Arguments.require("other", other));
  }

  /**
   * {@code a >= b}, exactly, as bool; NaN is nothing of the kind.
   *
   * @param other the other operand, as in {@link #apply}
   * @return the result
   */
  default R atLeast(Object other) {
    return apply(Operator.GREATER_EQUAL, Arguments.require("other", other));
  }

  /**
   * {@code -a}; unsigned integers wrap.
   *
   * @return the result
   */
  default R negative() {
    return apply(Operator.NEGATIVE);
  }

  /**
   * The absolute values; of complex numbers real ones.
   *
   * @return the result
   */
  default R abs() {
    return apply(Operator.ABS);
  }

  /**
   * The square roots.
   *
   * @return the result
   */
  default R sqrt() {
    return apply(Operator.SQRT);
  }

  /**
   * The exponential function, within 2 units in the last place.
   *
   * @return the result
   */
  default R exp() {
    return apply(Operator.EXP);
  }

  /**
   * The natural logarithms, within 2 units in the last place.
   *
   * @return the result
   */
  default R log() {
    return apply(Operator.LOG);
  }

  /**
   * Elements below a bound become that, and those above another one that: {@code
   * maximum(lo).minimum(hi)}.
   *
   * @param lo the lower bound, as in {@link #apply}
   * @param hi the upper bound; it counts where it is below the lower one
   * @return the result
   */
  default R clip(Object lo, Object hi) {
    Arguments.require("hi", hi);
    return maximum(Arguments.require("lo", lo)).minimum(hi);
  }
}
