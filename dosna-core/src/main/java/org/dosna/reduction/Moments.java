package org.dosna.reduction;

import java.io.Serializable;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.fold.PairwiseSum;
import org.dosna.indexing.Part;

/**
 * Count, mean and sum of squared distances from the mean: what a standard deviation is made of.
 * Parts are combined as in T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a
 * pairwise algorithm for computing sample variances" (1979).
 *
 * @param count number of elements
 * @param mean their mean
 * @param squares sum of squared distances from the mean
 * @serial exclude
 */
public record Moments(long count, double mean, double squares) implements Serializable {
  /**
   * The standard deviation of the whole (ddof 0).
   *
   * @return square root of squares / count
   */
  public double std() {
    return Math.sqrt(squares / count);
  }

  /** The reduction to moments. */
  public static final class Of implements Reduction<Moments> {
    /** Stateless. */
    public Of() {}

    @Override
    public Moments ofBlock(NDArray block, Part part) {
      double[] values = block.toDoubles();
      double mean = PairwiseSum.of(values, 0, values.length) / values.length;
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - mean) * (values[i] - mean);
      }
      return new Moments(values.length, mean, PairwiseSum.of(values, 0, values.length));
    }

    @Override
    public Moments ofEqual(NDArray element, long count, long[] position) {
      double value = element.astype(DType.FLOAT64).getDouble();
      // Infinities and NaN are not their own mean.
      return new Moments(count, value, Double.isFinite(value) ? 0 : Double.NaN);
    }

    @Override
    public Moments combine(Moments first, Moments second) {
      long count = first.count + second.count;
      double distance = second.mean - first.mean;
      double share = (double) second.count / count;
      return new Moments(
          count,
          first.mean + distance * share,
          first.squares + second.squares + distance * distance * first.count * share);
    }
  }
}
