package org.dosna;

import java.util.Arrays;
import org.dosna.element.ElementType.Category;
import org.dosna.fold.Fold;
import org.dosna.fold.FoldShape;
import org.dosna.fold.Folds;
import org.dosna.fold.Quantile;
import org.dosna.fold.Statistic;

/**
 * What is computed along which axes: what {@link AlongAxes} makes, and {@link LazyReduction}
 * changes. Immutable.
 */
public final class Along {
  private final Statistic statistic;
  private final int[] axes;
  private final boolean skipsNaN;
  private final boolean keepsDims;
  private final double ddof;
  private final Quantile quantile;

  private Along(
      Statistic statistic,
      int[] axes,
      boolean skipsNaN,
      boolean keepsDims,
      double ddof,
      Quantile quantile) {
    this.statistic = statistic;
    this.axes = axes;
    this.skipsNaN = skipsNaN;
    this.keepsDims = keepsDims;
    this.ddof = ddof;
    this.quantile = quantile;
  }

  static Along of(Statistic statistic, int... axes) {
    int[] kept = Arguments.require("axes", axes).clone();
    return new Along(statistic, kept, false, false, 0, Quantile.MEDIAN);
  }

  static Along of(Quantile quantile, int... axes) {
    if (!(quantile.q() >= 0 && quantile.q() <= 1)) {
      throw new DosnaException("A quantile lies between 0 and 1, not at " + quantile.q());
    }
    int[] kept = Arguments.require("axes", axes).clone();
    return new Along(Statistic.QUANTILE, kept, false, false, 0, quantile);
  }

  /**
   * The same with NaN counting as if it were not there.
   *
   * @return a new object
   */
  public Along skipNaN() {
    return new Along(statistic, axes, true, keepsDims, ddof, quantile);
  }

  /**
   * The same with a result in which the axes that are reduced stay, with length 1.
   *
   * @return a new object
   */
  public Along keepDims() {
    return new Along(statistic, axes, skipsNaN, true, ddof, quantile);
  }

  /**
   * The same with another divisor of a standard deviation or variance, numpy's {@code ddof}.
   *
   * @param subtracted what is subtracted from the count; by default 0, for a sample 1
   * @return a new object
   * @throws DosnaException if something else is computed
   */
  public Along ddof(double subtracted) {
    if (statistic != Statistic.STD && statistic != Statistic.VAR) {
      throw new DosnaException("ddof is for std and var, not for " + statistic);
    }
    return new Along(statistic, axes, skipsNaN, keepsDims, subtracted, quantile);
  }

  /** For instance {@code max}, for messages. */
  String operation() {
    return statistic.toString();
  }

  /** Which axes are reduced, of so many; refuses those that are not there. */
  boolean[] folded(int ndim) {
    boolean[] folded = new boolean[ndim];
    Arrays.fill(folded, axes.length == 0);
    for (int axis : axes) {
      if (axis < -ndim || axis >= ndim) {
        throw new InvalidSliceException(
            "There is no axis " + axis + " for " + statistic + " among " + ndim + " axes");
      }
      if (folded[Math.floorMod(axis, ndim)]) {
        throw new InvalidSliceException(
            "Axis " + axis + " is given twice to " + statistic + Arrays.toString(axes));
      }
      folded[Math.floorMod(axis, ndim)] = true;
    }
    return folded;
  }

  /** Whether positions are asked for. */
  boolean isPosition() {
    return statistic.isPosition();
  }

  /** Whether all elements of a cell are needed at once. */
  boolean isQuantile() {
    return statistic == Statistic.QUANTILE;
  }

  /** The quantile that is meant. */
  Quantile quantile() {
    return quantile;
  }

  /** Whether NaN counts as if it were not there. */
  boolean skipsNaN() {
    return skipsNaN;
  }

  /** How it is computed of elements of some shape; refuses what has no result. */
  Fold fold(DType dtype, long[] shape) {
    if (skipsNaN && dtype.element().category() == Category.COMPLEX) {
      throw new DosnaException(
          "NaN of " + dtype + " cannot be skipped in " + statistic + "; write it with reduce(...)");
    }
    Fold fold = Folds.of(statistic, dtype.element(), skipsNaN, ddof, quantile);
    boolean[] folded = folded(shape.length);
    boolean needsOne = statistic.isExtreme() || statistic.isPosition();
    if (needsOne && FoldShape.perCell(shape, folded) == 0) {
      throw new DosnaException(
          "There are no elements for " + statistic + " in shape " + Arrays.toString(shape));
    }
    return fold;
  }

  /** The dtype of the result. */
  DType result(DType dtype) {
    return DType.of(Folds.of(statistic, dtype.element(), skipsNaN, ddof, quantile).result().code())
        .nativeOrder();
  }

  /** The shape of the result. */
  long[] result(long[] shape) {
    return FoldShape.result(shape, folded(shape.length), keepsDims);
  }

  /** Results as an array. */
  NDArray array(DType dtype, Object results, long[] shape) {
    return NDArray.of(result(dtype), results, Arrays.stream(shape).reduce(1, Math::multiplyExact))
        .reshape(shape);
  }

  /** For instance {@code max along [0]}. */
  @Override
  public String toString() {
    return statistic + " along " + (axes.length == 0 ? "all axes" : Arrays.toString(axes));
  }
}
