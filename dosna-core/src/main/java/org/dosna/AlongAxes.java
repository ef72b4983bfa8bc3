package org.dosna;

import org.dosna.fold.Quantile;
import org.dosna.fold.Statistic;

/**
 * Something that is reduced along axes, with numpy's names, dtypes and rules for NaN and for no
 * elements. Negative axes count from the last; no axis at all means all of them, and a result
 * without axes. Axes that are reduced are dropped.
 *
 * <pre>{@code
 * NDArray projection = dataset.max(0);              // numpy: a.max(axis=0)
 * NDArray perFrame = dataset.mean(1, 2);            // a.mean(axis=(1, 2))
 * dataset.lazy().std(0).ddof(1).keepDims().into(pool, "noise");
 * }</pre>
 *
 * <p>Of a dataset elements are read chunk by chunk; memory is needed for the result and one chunk
 * in each thread. The result is the same, bit for bit, whatever the engine and the number of
 * threads or processes. The error of floats grows with the count of elements at most, in units of
 * the last place of a double.
 *
 * @param <R> the result: an array, or something from which it is made later
 */
public interface AlongAxes<R> {
  /**
   * Reduces.
   *
   * @param what what is computed, along which axes
   * @return the result
   * @throws InvalidSliceException if there are no such axes
   * @throws DosnaException if it is not defined for the dtype, or for no elements
   */
  R along(Along what);

  /**
   * The sum. Integers and bool give int64 or uint64 and wrap, as in numpy; floats are added up in
   * double.
   *
   * @param axes along which; none for all
   * @return of the dtype of floats and complex numbers
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R sum(int... axes) {
    return along(Along.of(Statistic.SUM, axes));
  }

  /**
   * The product. Integers and bool give int64 or uint64 and wrap.
   *
   * @param axes along which; none for all
   * @return of the dtype of floats
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R prod(int... axes) {
    return along(Along.of(Statistic.PROD, axes));
  }

  /**
   * The mean, computed in double.
   *
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype; NaN of no elements
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R mean(int... axes) {
    return along(Along.of(Statistic.MEAN, axes));
  }

  /**
   * The standard deviation of the whole population; of a sample see {@link Along#ddof}.
   *
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype; NaN of no elements
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R std(int... axes) {
    return along(Along.of(Statistic.STD, axes));
  }

  /**
   * The variance of the whole population; of a sample see {@link Along#ddof}.
   *
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype; NaN of no elements
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R var(int... axes) {
    return along(Along.of(Statistic.VAR, axes));
  }

  /**
   * The smallest element, or NaN if there is one.
   *
   * @param axes along which; none for all
   * @return of the same dtype
   * @throws DosnaException if there are no such axes, it is not defined for the dtype, or there are
   *     no elements
   */
  default R min(int... axes) {
    return along(Along.of(Statistic.MIN, axes));
  }

  /**
   * The largest element, or NaN if there is one.
   *
   * @param axes along which; none for all
   * @return of the same dtype
   * @throws DosnaException if there are no such axes, it is not defined for the dtype, or there are
   *     no elements
   */
  default R max(int... axes) {
    return along(Along.of(Statistic.MAX, axes));
  }

  /**
   * Whether an element is not zero.
   *
   * @param axes along which; none for all
   * @return bool; false of no elements
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R any(int... axes) {
    return along(Along.of(Statistic.ANY, axes));
  }

  /**
   * Whether no element is zero.
   *
   * @param axes along which; none for all
   * @return bool; true of no elements
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R all(int... axes) {
    return along(Along.of(Statistic.ALL, axes));
  }

  /**
   * How many elements are not zero: numpy's count_nonzero.
   *
   * @param axes along which; none for all
   * @return int64
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R count(int... axes) {
    return along(Along.of(Statistic.COUNT, axes));
  }

  /**
   * As {@link #sum}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #sum}; 0 if there is nothing else
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R nanSum(int... axes) {
    return along(Along.of(Statistic.SUM, axes).skipNaN());
  }

  /**
   * As {@link #prod}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #prod}; 1 if there is nothing else
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R nanProd(int... axes) {
    return along(Along.of(Statistic.PROD, axes).skipNaN());
  }

  /**
   * As {@link #mean}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #mean}; NaN if there is nothing else, or too little for {@code
   *     ddof}
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R nanMean(int... axes) {
    return along(Along.of(Statistic.MEAN, axes).skipNaN());
  }

  /**
   * As {@link #std}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #std}; NaN if there is nothing else, or too little for {@code
   *     ddof}
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R nanStd(int... axes) {
    return along(Along.of(Statistic.STD, axes).skipNaN());
  }

  /**
   * As {@link #var}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #var}; NaN if there is nothing else, or too little for {@code
   *     ddof}
   * @throws DosnaException if there are no such axes, it is not defined for the dtype
   */
  default R nanVar(int... axes) {
    return along(Along.of(Statistic.VAR, axes).skipNaN());
  }

  /**
   * As {@link #min}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #min}; NaN if there is nothing else
   * @throws DosnaException if there are no such axes, it is not defined for the dtype, or there are
   *     no elements
   */
  default R nanMin(int... axes) {
    return along(Along.of(Statistic.MIN, axes).skipNaN());
  }

  /**
   * As {@link #max}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return of the dtype of {@link #max}; NaN if there is nothing else
   * @throws DosnaException if there are no such axes, it is not defined for the dtype, or there are
   *     no elements
   */
  default R nanMax(int... axes) {
    return along(Along.of(Statistic.MAX, axes).skipNaN());
  }

  /**
   * Where the smallest element is on an axis: the first of equal ones, or the first NaN.
   *
   * @param axis along which
   * @return int64
   * @throws DosnaException if there is no such axis, there are no elements, or the dtype is complex
   */
  default R argMin(int axis) {
    return along(Along.of(Statistic.ARG_MIN, axis));
  }

  /**
   * Where the largest element is on an axis: the first of equal ones, or the first NaN.
   *
   * @param axis along which
   * @return int64
   * @throws DosnaException if there is no such axis, there are no elements, or the dtype is complex
   */
  default R argMax(int axis) {
    return along(Along.of(Statistic.ARG_MAX, axis));
  }

  /**
   * The median: of an even number of elements the mean of the two in the middle; NaN if there is
   * one, or no element. Of a dataset all elements that fall into a cell are in memory at once,
   * unless it is the median of all: that is found by counting, in a few passes.
   *
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype
   * @throws DosnaException if there are no such axes, or the dtype is complex
   */
  default R median(int... axes) {
    return along(Along.of(Quantile.MEDIAN, axes));
  }

  /**
   * As {@link #median}, but NaN counts as if it were not there.
   *
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype; NaN if there is nothing else
   * @throws DosnaException if there are no such axes, or the dtype is complex
   */
  default R nanMedian(int... axes) {
    return along(Along.of(Quantile.MEDIAN, axes).skipNaN());
  }

  /**
   * A quantile, linearly interpolated, as numpy's does by default. As {@link #median} in all else.
   *
   * @param q which share of the elements lies below, from 0 to 1
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype
   * @throws DosnaException if there are no such axes or quantiles, or the dtype is complex
   */
  default R quantile(double q, int... axes) {
    return along(Along.of(new Quantile(q, false), axes));
  }

  /**
   * As {@link #quantile}, but NaN counts as if it were not there.
   *
   * @param q which share of the elements lies below, from 0 to 1
   * @param axes along which; none for all
   * @return float64 of integers and bool, else of the same dtype; NaN if there is nothing else
   * @throws DosnaException if there are no such axes or quantiles, or the dtype is complex
   */
  default R nanQuantile(double q, int... axes) {
    return along(Along.of(new Quantile(q, false), axes).skipNaN());
  }
}
