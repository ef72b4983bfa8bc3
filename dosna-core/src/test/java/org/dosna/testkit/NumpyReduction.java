package org.dosna.testkit;

import org.dosna.AlongAxes;
import org.dosna.DType;
import org.dosna.NDArray;

/** Reductions by numpy's names, and how near their results have to be. */
final class NumpyReduction {
  private NumpyReduction() {}

  /**
   * Reduces something along axes.
   *
   * @param reduced what is reduced
   * @param function for instance {@code nanmax}
   * @param axes along which
   * @param quantile of a quantile, which
   */
  static <R> R of(AlongAxes<R> reduced, String function, int[] axes, double quantile) {
    return switch (function) {
      case "sum" -> reduced.sum(axes);
      case "prod" -> reduced.prod(axes);
      case "mean" -> reduced.mean(axes);
      case "std" -> reduced.std(axes);
      case "var" -> reduced.var(axes);
      case "min" -> reduced.min(axes);
      case "max" -> reduced.max(axes);
      case "argmin" -> reduced.argMin(axes[0]);
      case "argmax" -> reduced.argMax(axes[0]);
      case "any" -> reduced.any(axes);
      case "all" -> reduced.all(axes);
      case "count_nonzero" -> reduced.count(axes);
      case "nansum" -> reduced.nanSum(axes);
      case "nanprod" -> reduced.nanProd(axes);
      case "nanmean" -> reduced.nanMean(axes);
      case "nanstd" -> reduced.nanStd(axes);
      case "nanvar" -> reduced.nanVar(axes);
      case "nanmin" -> reduced.nanMin(axes);
      case "nanmax" -> reduced.nanMax(axes);
      case "median" -> reduced.median(axes);
      case "nanmedian" -> reduced.nanMedian(axes);
      case "quantile" -> reduced.quantile(quantile, axes);
      case "nanquantile" -> reduced.nanQuantile(quantile, axes);
      default -> throw new IllegalArgumentException(function);
    };
  }

  /** How much the last digits of a value of a dtype are worth. */
  static double lastDigits(DType dtype, double value) {
    int digits =
        switch (dtype.numpy().substring(1)) {
          case "f2" -> 10;
          case "f4", "c8" -> 23;
          default -> 49;
        };
    return Math.scalb(Math.abs(value), 1 - digits);
  }

  /** The real or the imaginary part of an element. */
  static double part(NDArray array, int i, boolean imaginary) {
    return imaginary
        ? array.dtype().element().getImaginary(array.array(), i)
        : array.dtype().element().getDouble(array.array(), i);
  }
}
