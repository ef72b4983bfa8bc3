package org.dosna.image;

import java.math.BigInteger;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.Reducible;

/** Values that part the elements of an image into dark and bright ones. */
public final class Threshold {
  /** Of floats, and of integers that are far apart. */
  private static final int BINS = 256;

  /** Integers nearer to each other have a bin each. */
  private static final int MAX_BINS = 1 << 20;

  private Threshold() {}

  /**
   * The threshold that makes the variance between both classes largest, by N. Otsu (1979): what
   * {@code skimage.filters.threshold_otsu} gives. Elements above it are bright. Reads all elements
   * three times.
   *
   * @param image a dataset or a view; elements that are NaN are left out
   * @return the middle of a bin of the histogram: of floats one of 256 between the smallest and the
   *     largest element, of integers one of their values; if all elements are alike, their value
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  public static double otsu(Reducible image) {
    Arguments.require("image", image);
    double lo = number(image.nanMin().getObject());
    double hi = number(image.nanMax().getObject());
    if (!(lo < hi)) {
      return lo;
    }
    boolean isInteger = image.view().dtype().element().isIntegral() && hi - lo < MAX_BINS;
    // One more edge than integers, so that each is in the middle of its bin.
    double margin = isInteger ? 0.5 : 0;
    int bins = isInteger ? (int) (hi - lo) + 1 : BINS;
    long[] counts = image.histogram(bins, lo - margin, hi + margin);
    double width = (hi - lo + 2 * margin) / bins;
    return lo - margin + (best(counts) + 0.5) * width;
  }

  private static double number(Object element) {
    return element instanceof BigInteger big
        ? big.doubleValue()
        : element instanceof Boolean is ? (is ? 1 : 0) : ((Number) element).doubleValue();
  }

  /** The last bin of the dark class. */
  private static int best(long[] counts) {
    double all = 0;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i];
      sum += (double) counts[i] * i;
    }
    int best = 0;
    double most = -1;
    double dark = 0;
    double darkSum = 0;
    for (int i = 0; i < counts.length - 1; i++) {
      dark += counts[i];
      darkSum += (double) counts[i] * i;
      double distance = darkSum / dark - (sum - darkSum) / (all - dark);
      double between = dark * (all - dark) * distance * distance;
      if (between > most) {
        most = between;
        best = i;
      }
    }
    return best;
  }
}
