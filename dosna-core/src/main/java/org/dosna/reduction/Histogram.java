package org.dosna.reduction;

import java.util.Arrays;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.element.ElementType;
import org.dosna.indexing.Part;

/**
 * Counts of elements in bins of equal width, as <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.histogram.html">numpy.histogram</a>
 * counts them: each bin includes its lower edge, the last one also its upper edge; what lies
 * outside is not counted, nor is NaN. The edges are rounded to the dtype of the elements if that is
 * a float, so that an element equal to an edge's decimal number falls on the edge.
 */
public final class Histogram implements Reduction<long[]> {
  private final int bins;
  private final double lo;
  private final double hi;
  private final double[] edges;

  /**
   * A histogram.
   *
   * @param dtype the dtype of the elements
   * @param bins number of bins, 1 or more
   * @param lo lower edge of the first bin
   * @param hi upper edge of the last bin, above lo
   */
  public Histogram(DType dtype, int bins, double lo, double hi) {
    this.bins = bins;
    this.lo = lo;
    this.hi = hi;
    double[] exact = new double[bins + 1];
    Arrays.setAll(exact, bin -> bin == bins ? hi : lo + bin * ((hi - lo) / bins));
    boolean integral = dtype.element().isIntegral();
    this.edges = integral ? exact : NDArray.of(exact).astype(dtype).toDoubles();
  }

  private void count(double value, long times, long[] counts) {
    if (!(value >= edges[0] && value <= edges[bins])) {
      return;
    }
    int bin = Math.max(0, Math.min(bins - 1, (int) ((value - lo) / (hi - lo) * bins)));
    // Rounding may be one off at an edge; the edges decide.
    while (value < edges[bin]) {
      bin--;
    }
    while (bin < bins - 1 && value >= edges[bin + 1]) {
      bin++;
    }
    counts[bin] += times;
  }

  @Override
  public long[] ofBlock(NDArray block, Part part) {
    ElementType type = block.dtype().element();
    long[] counts = new long[bins];
    for (int i = 0; i < block.size(); i++) {
      count(type.getDouble(block.array(), i), 1, counts);
    }
    return counts;
  }

  @Override
  public long[] ofEqual(NDArray element, long count, long[] position) {
    long[] counts = new long[bins];
    count(element.getDouble(), count, counts);
    return counts;
  }

  @Override
  public long[] combine(long[] first, long[] second) {
    long[] counts = first.clone();
    for (int bin = 0; bin < bins; bin++) {
      counts[bin] += second[bin];
    }
    return counts;
  }
}
