package org.dosna.reduction;

import org.dosna.NDArray;
import org.dosna.element.ElementType;

/**
 * Counts of elements in bins of equal width, as <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.histogram.html">numpy.histogram</a>
 * counts them: each bin includes its lower edge, the last one also its upper edge; what lies
 * outside is not counted, nor is NaN.
 */
public final class Histogram implements Reduction<long[]> {
  private final int bins;
  private final double lo;
  private final double hi;

  /**
   * A histogram.
   *
   * @param bins number of bins, 1 or more
   * @param lo lower edge of the first bin
   * @param hi upper edge of the last bin, above lo
   */
  public Histogram(int bins, double lo, double hi) {
    this.bins = bins;
    this.lo = lo;
    this.hi = hi;
  }

  private double edge(int bin) {
    return bin == bins ? hi : lo + bin * ((hi - lo) / bins);
  }

  private void count(double value, long times, long[] counts) {
    if (!(value >= lo && value <= hi)) {
      return;
    }
    int bin = Math.min(bins - 1, (int) ((value - lo) / (hi - lo) * bins));
    // Rounding may be one off at an edge; the edges decide.
    if (value < edge(bin)) {
      bin--;
    } else if (bin < bins - 1 && value >= edge(bin + 1)) {
      bin++;
    }
    counts[bin] += times;
  }

  @Override
  public long[] ofBlock(NDArray block, long[] position) {
    ElementType type = ElementType.of(block.dtype());
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
