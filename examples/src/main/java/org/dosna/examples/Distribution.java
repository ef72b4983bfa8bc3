package org.dosna.examples;

import java.util.Optional;
import org.dosna.DatasetView;
import org.dosna.Lazy;
import org.dosna.NDArray;

/**
 * How often values occur: a histogram from the least finite element to the greatest one.
 *
 * @param low the lower edge of the first bin
 * @param high the upper edge of the last bin
 * @param counts the elements in each bin, of equal width
 */
public record Distribution(double low, double high, long[] counts) {
  /**
   * Counts the elements of a dataset; what is not finite is not counted.
   *
   * @param view what is counted; not complex
   * @param min its least element that is a number, which may be infinite
   * @param max its greatest one
   * @param bins how many bins
   * @return empty if no element is finite
   */
  public static Optional<Distribution> of(DatasetView view, NDArray min, NDArray max, int bins) {
    double low = min.getDouble();
    double high = max.getDouble();
    if (!Double.isFinite(high - low)) {
      Lazy finite = isFinite(view).where(view, Double.NaN);
      low = finite.nanMin().get().getDouble();
      high = finite.nanMax().get().getDouble();
    }
    if (!Double.isFinite(high - low)) {
      return Optional.empty();
    }
    // As numpy widens a range without length.
    double margin = low == high ? Math.max(0.5, Math.ulp(low)) : 0;
    return Optional.of(
        new Distribution(
            low - margin, high + margin, view.histogram(bins, low - margin, high + margin)));
  }

  /**
   * Which elements are finite.
   *
   * @param view of floats
   * @return true for each that is neither infinite nor NaN
   */
  public static Lazy isFinite(DatasetView view) {
    return Lazy.of(view).abs().atMost(Double.MAX_VALUE);
  }

  /**
   * The width of a bin.
   *
   * @return above 0
   */
  public double width() {
    return (high - low) / counts.length;
  }
}
