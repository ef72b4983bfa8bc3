package org.dosna;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import org.dosna.plan.Window;
import org.dosna.reduction.FloatSum;
import org.dosna.reduction.Histogram;
import org.dosna.reduction.IntegerSum;
import org.dosna.reduction.Moments;
import org.dosna.reduction.Reducer;

/**
 * Something whose elements can be reduced to one value: a {@link Dataset}, or a {@link DatasetView}
 * of one. Elements are read chunk by chunk; only a few chunks are in memory at a time.
 *
 * <p>A result is the same, bit for bit, whatever the engine and the number of threads or processes:
 * chunks are put into groups that do not depend on them, each group is added up in order, and the
 * groups are combined in a fixed tree. Chunks that are not stored count as fill value; those of a
 * large dataset are not looked at one by one.
 */
public interface Reducible extends Viewable, AlongAxes<NDArray> {
  /**
   * The elements, from which others are computed later: for instance chunk by chunk into a new
   * dataset.
   *
   * @return what gives them
   */
  default Lazy lazy() {
    return Lazy.of(view());
  }

  @Override
  default NDArray along(Along what) {
    return lazy().along(what).get();
  }

  /**
   * The sum of the elements; 0 if there are none.
   *
   * @return for integers and bool the exact {@link BigInteger}; for floats a {@code Double}, summed
   *     in double by halves, so that rounding errors hardly grow with the count
   * @throws DosnaException if the dtype is complex
   */
  default Number sum() {
    Window all = view().window();
    return Reducer.isIntegral(all)
        ? Reducer.reduce("sum", all, new IntegerSum()).orElse(BigInteger.ZERO)
        : (Number) Reducer.reduce("sum", all, new FloatSum()).orElse(0.0);
  }

  /**
   * The mean of the elements.
   *
   * @return {@link #sum} divided by the count, in double; NaN if there are no elements
   * @throws DosnaException if the dtype is complex
   */
  default double mean() {
    DatasetView all = view();
    Number sum = all.sum();
    long count = all.size();
    if (sum instanceof BigInteger exact && count > 0) {
      BigDecimal mean =
          new BigDecimal(exact).divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
      return mean.doubleValue();
    }
    return sum.doubleValue() / count;
  }

  /**
   * The standard deviation of the elements, of the whole population (ddof 0).
   *
   * @return computed in double; NaN if there are no elements
   * @throws DosnaException if the dtype is complex
   */
  default double std() {
    return Reducer.reduce("std", view().window(), new Moments.Of())
        .map(Moments::std)
        .orElse(Double.NaN);
  }

  /**
   * The smallest element.
   *
   * @return as {@link NDArray#getObject} gives it; NaN if there is one
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  default Object min() {
    return Reducer.extreme("min", view().window(), false).element().getObject();
  }

  /**
   * The largest element.
   *
   * @return as {@link NDArray#getObject} gives it; NaN if there is one
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  default Object max() {
    return Reducer.extreme("max", view().window(), true).element().getObject();
  }

  /**
   * Where the smallest element is, or the first NaN.
   *
   * @return one value per axis; of several places the first in C order
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  default long[] argMin() {
    return view().positionOf("argMin", false);
  }

  /**
   * Where the largest element is, or the first NaN.
   *
   * @return one value per axis; of several places the first in C order
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  default long[] argMax() {
    return view().positionOf("argMax", true);
  }

  /**
   * How many elements fall into bins of equal width, as numpy.histogram counts: each bin includes
   * its lower edge, the last one its upper edge, too. What lies outside is not counted, nor is NaN.
   *
   * @param bins number of bins, 1 or more
   * @param lo lower edge of the first bin
   * @param hi upper edge of the last bin, above lo
   * @return one count per bin
   * @throws DosnaException if the bins are not allowed, or the dtype is complex
   */
  default long[] histogram(int bins, double lo, double hi) {
    if (bins < 1 || !(lo < hi) || Double.isInfinite(hi - lo)) {
      throw new DosnaException(
          "A histogram has 1 or more bins between two finite edges, the lower one first; given: "
              + bins
              + " bins from "
              + lo
              + " to "
              + hi);
    }
    Window all = view().window();
    String operation = "histogram(" + bins + ", " + lo + ", " + hi + ")";
    return Reducer.reduce(operation, all, new Histogram(all.dtype(), bins, lo, hi))
        .orElseGet(() -> new long[bins]);
  }

  /**
   * A computation of one's own over all blocks. Every chunk is visited, those that are not stored
   * as fill value.
   *
   * @param <P> the type of the results
   * @param perBlock gives the result of one block; the block's place is relative to this
   * @param combine makes one result out of two; the blocks it was given come in order
   * @return the result of all blocks
   * @throws DosnaException if there are no elements
   * @throws ChunkException if a function fails
   */
  default <P> P reduce(BlockFunction<P> perBlock, BinaryOperator<P> combine) {
    Arguments.require("perBlock", perBlock);
    Arguments.require("combine", combine);
    return Reducer.reduce(view().window(), perBlock, combine);
  }
}
