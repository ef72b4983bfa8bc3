package org.dosna;

import java.util.Arrays;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;
import org.dosna.elementwise.Loops;
import org.dosna.elementwise.Promotion;

/** Arithmetic with arrays in memory. */
final class ArrayMath {
  private ArrayMath() {}

  static NDArray apply(NDArray first, Operator operator, Object... others) {
    if (others.length != operator.operands() - 1) {
      throw new DosnaException(
          operator + " takes " + operator.operands() + " operands, not " + (others.length + 1));
    }
    if (others.length == 0) {
      return computed(operator, first, first);
    }
    Object other = others[0];
    ElementType type = first.dtype().element();
    NDArray second = other instanceof NDArray array ? array : scalar(type, operator, other);
    return computed(operator, first, second);
  }

  /** A number as an array; compared, it keeps its value, however small the array's numbers are. */
  private static NDArray scalar(ElementType beside, Operator operator, Object value) {
    ElementType type = Promotion.ofScalar(beside, value);
    if (!Promotion.holds(type, value) && operator == Operator.DIVIDE) {
      type = ElementType.FLOAT64; // in which integers are divided anyway
    } else if (!Promotion.holds(type, value)) {
      boolean fits = Promotion.holds(ElementType.INT64, value);
      if (!operator.compares() || !(fits || Promotion.holds(ElementType.UINT64, value))) {
        throw new DosnaException(
            "The integer "
                + Arguments.excerpt(value)
                + " is none of "
                + type.typeName()
                + "; cast the array with astype(...) before");
      }
      type = fits ? ElementType.INT64 : ElementType.UINT64;
    }
    return NDArray.scalar(dtype(type), value);
  }

  /** Something as an array; a number as it is beside something else. */
  static NDArray operand(Object given, Object beside) {
    if (given instanceof NDArray array) {
      return array;
    }
    ElementType type = beside instanceof NDArray array ? array.dtype().element() : ElementType.BOOL;
    return scalar(type, Operator.PLUS, given);
  }

  private static DType dtype(ElementType type) {
    return DType.of(type.code()).nativeOrder();
  }

  /**
   * Computes and casts, in one go where that is possible.
   *
   * @param wanted the dtype of the result
   */
  static NDArray applyAs(DType wanted, NDArray first, Operator operator, Object... others) {
    if (others.length == 1 && others[0] instanceof NDArray second) {
      ElementType a = first.dtype().element();
      ElementType b = second.dtype().element();
      ElementType type = Promotion.result(operator, Promotion.common(a, b));
      boolean rounds = type == ElementType.FLOAT64 && wanted.element() == ElementType.FLOAT32;
      if (rounds && Loops.isMixed(operator, a, b, ElementType.FLOAT32)) {
        return mixed(operator, first, second, ElementType.FLOAT32);
      }
    }
    return apply(first, operator, others).astype(wanted);
  }

  private static NDArray mixed(
      Operator operator, NDArray first, NDArray second, ElementType result) {
    long[] shape = common(first.shape(), second.shape());
    NDArray left = broadcast(first, shape);
    NDArray right = broadcast(second, shape);
    Object results =
        Loops.mixed(
            operator,
            first.dtype().element(),
            left.array(),
            second.dtype().element(),
            right.array(),
            (int) left.size(),
            result);
    return wrapped(dtype(result), results, shape);
  }

  private static NDArray computed(Operator operator, NDArray first, NDArray second) {
    ElementType a = first.dtype().element();
    ElementType b = second.dtype().element();
    long[] shape = common(first.shape(), second.shape());
    NDArray left = broadcast(first, shape);
    NDArray right = broadcast(second, shape);
    int count = (int) left.size();
    if (operator.compares() && a != b && a.isIntegral() && b.isIntegral()) {
      Object flags = Loops.compareIntegers(operator, left.array(), a, right.array(), b, count);
      return wrapped(DType.BOOL, flags, shape);
    }
    ElementType common = Promotion.common(a, b);
    ElementType type = Promotion.result(operator, common);
    if (Loops.isMixed(operator, a, b, type)) {
      return mixed(operator, first, second, type);
    }
    // So that int / int is computed in float64, and sqrt of int8 in float16.
    ElementType computed = type.isIntegral() || common.slots() == 2 ? common : type;
    Object results =
        Loops.compute(
            operator,
            computed,
            left.astype(dtype(computed)).array(),
            right.astype(dtype(computed)).array(),
            count,
            type);
    return wrapped(dtype(type), results, shape);
  }

  private static NDArray wrapped(DType dtype, Object array, long[] shape) {
    return NDArray.of(dtype, array, Shapes.size(shape)).reshape(shape);
  }

  static long[] common(long[] shape, long[] other) {
    return Shapes.broadcast(shape, other)
        .orElseThrow(
            () ->
                new InvalidSliceException(
                    "Arrays of shapes "
                        + Arrays.toString(shape)
                        + " and "
                        + Arrays.toString(other)
                        + " cannot be broadcast to each other; each axis, from the last, must be"
                        + " equal or 1"));
  }

  static NDArray broadcast(NDArray array, long[] shape) {
    if (Arrays.equals(array.shape(), shape)) {
      return array;
    }
    if (array.size() == Shapes.size(shape)) {
      return array.reshape(shape);
    }
    NDArray full = NDArray.zeros(array.dtype(), shape);
    full.set(array);
    return full;
  }
}
