package org.dosna.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.dosna.DType;
import org.dosna.NDArray;

/** Reductions of an array as they are defined, in numbers without rounding. */
final class ReductionModel {
  private static final MathContext DIGITS = new MathContext(60);

  private final NDArray array;
  private final List<Object> elements = new ArrayList<>();

  ReductionModel(NDArray array) {
    this.array = array;
    NDArray flat = array.reshape(-1);
    for (long i = 0; i < flat.size(); i++) {
      elements.add(flat.getObject(i));
    }
  }

  static BigDecimal exact(Object element) {
    if (element instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return element instanceof Double || element instanceof Float
        ? new BigDecimal(((Number) element).doubleValue())
        : new BigDecimal(element.toString());
  }

  private static boolean isNaN(Object element) {
    return element instanceof Double d && d.isNaN() || element instanceof Float f && f.isNaN();
  }

  private BigDecimal sum() {
    return elements.stream().map(ReductionModel::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal exactMean() {
    return sum().divide(BigDecimal.valueOf(elements.size()), DIGITS);
  }

  BigInteger exactSum() {
    return sum().toBigIntegerExact();
  }

  double nearestSum() {
    return sum().doubleValue();
  }

  /** What relative rounding errors in a sum are relative to. */
  double sumOfMagnitudes() {
    return elements.stream()
        .map(element -> exact(element).abs())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  double mean() {
    return exactMean().doubleValue();
  }

  double std() {
    BigDecimal mean = exactMean();
    BigDecimal squares = BigDecimal.ZERO;
    for (Object element : elements) {
      squares = squares.add(exact(element).subtract(mean).pow(2, DIGITS));
    }
    return squares.divide(BigDecimal.valueOf(elements.size()), DIGITS).sqrt(DIGITS).doubleValue();
  }

  /** Infinities are larger than any number; what is exact about them does not matter here. */
  private static int compare(Object a, Object b) {
    return a instanceof Double || a instanceof Float
        // So that -0.0 is 0.0.
        ? Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0)
        : exact(a).compareTo(exact(b));
  }

  private int indexOf(boolean max) {
    int best = 0;
    for (int i = 1; i < elements.size(); i++) {
      Object element = elements.get(i);
      if (isNaN(elements.get(best))) {
        break;
      }
      int order = isNaN(element) ? 1 : compare(element, elements.get(best)) * (max ? 1 : -1);
      if (order > 0) {
        best = i;
      }
    }
    return best;
  }

  Object extreme(boolean max) {
    return elements.get(indexOf(max));
  }

  long[] positionOf(boolean max) {
    long[] position = new long[array.ndim()];
    long rest = indexOf(max);
    for (int axis = position.length - 1; axis >= 0; axis--) {
      position[axis] = rest % array.shape()[axis];
      rest /= array.shape()[axis];
    }
    return position;
  }

  /** For elements that lie on no inner edge, or on edges that are exact. */
  long[] histogram(int bins, double lo, double hi) {
    long[] counts = new long[bins];
    for (double value : array.astype(DType.FLOAT64).toDoubles()) {
      for (int bin = 0; bin < bins; bin++) {
        double from = lo + bin * (hi - lo) / bins;
        double to = lo + (bin + 1) * (hi - lo) / bins;
        if (value >= from && (value < to || bin == bins - 1 && value <= hi)) {
          counts[bin]++;
        }
      }
    }
    return counts;
  }
}
