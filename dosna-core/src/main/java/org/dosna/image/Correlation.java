package org.dosna.image;

import java.util.Arrays;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.element.ElementType.Category;
import org.dosna.element.Shapes;

/** Sums of neighbours with weights, along one axis after the other, in double. */
final class Correlation implements Kernel {
  /** So many elements are done with all weights at a time, as they stay in the cache. */
  private static final int PIECE = 1 << 12;

  /** What is done along an axis. */
  interface Weights {
    /**
     * The weights along an axis.
     *
     * @param axis the axis
     * @return the weights; that of the element itself is at half the length, rounded down; a single
     *     1 if nothing is to be done
     */
    double[] along(int axis);
  }

  private final Weights weights;

  Correlation(Weights weights) {
    this.weights = weights;
  }

  /** A Gaussian as scipy.ndimage samples it, cut off at 4 standard deviations. */
  static double[] gaussian(double sigma) {
    int radius = (int) (4 * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    if (radius == 0) {
      return new double[] {1};
    }
    Arrays.setAll(weights, i -> Math.exp(-0.5 / (sigma * sigma) * (i - radius) * (i - radius)));
    double sum = Arrays.stream(weights).sum();
    Arrays.setAll(weights, i -> weights[i] / sum);
    return weights;
  }

  /** The mean of so many elements. */
  static double[] mean(int size) {
    double[] weights = new double[size];
    Arrays.fill(weights, 1.0 / size);
    return weights;
  }

  @Override
  public int[] reach(int ndim) {
    int[] reach = new int[ndim];
    Arrays.setAll(reach, axis -> weights.along(axis).length / 2);
    return reach;
  }

  @Override
  public NDArray apply(NDArray block) {
    if (block.dtype().element().category() == Category.COMPLEX) {
      throw new DosnaException("Filters are not defined for " + block.dtype());
    }
    long[] strides = Shapes.strides(block.shape());
    double[] from = block.toDoubles();
    double[] to = new double[from.length];
    for (int axis = 0; axis < strides.length; axis++) {
      double[] along = weights.along(axis);
      if (along.length > 1) {
        correlate(from, to, along, (int) strides[axis]);
        double[] done = to;
        to = from;
        from = done;
      }
    }
    return NDArray.of(from, block.shape());
  }

  private static void correlate(double[] from, double[] to, double[] weights, int stride) {
    int before = weights.length / 2 * stride;
    int behind = (weights.length - 1) * stride - before;
    for (int begin = before; begin < from.length - behind; begin += PIECE) {
      int end = Math.min(from.length - behind, begin + PIECE);
      Arrays.fill(to, begin, end, 0);
      for (int k = 0; k < weights.length; k++) {
        add(from, k * stride - before, weights[k], to, begin, end);
      }
    }
  }

  /** A loop of its own, so that it is compiled to vector instructions. */
  private static void add(
      double[] from, int shift, double weight, double[] to, int begin, int end) {
    for (int i = begin; i < end; i++) {
      to[i] += weight * from[i + shift];
    }
  }
}
