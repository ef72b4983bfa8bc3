package org.dosna.examples;

import org.dosna.ChunkFunction;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Region;

/**
 * Smooths a float32 dataset of three axes: each axis in turn is convolved with a Gaussian, cut off
 * at three standard deviations.
 */
public final class Gaussian implements ChunkFunction {
  private final double[] weights;

  /**
   * A filter.
   *
   * @param sigma its standard deviation in elements, above 0
   */
  public Gaussian(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = (i - radius) / sigma;
      weights[i] = Math.exp(-distance * distance / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  /**
   * The neighbourhood that it looks at.
   *
   * @return a halo as wide as the filter
   */
  public Halo halo() {
    int radius = weights.length / 2;
    return Halo.of(radius, radius, radius);
  }

  /**
   * Smooths a block; the outermost elements, as far as the halo reaches, are left as they are.
   *
   * @param block float32, three axes
   * @param where not used
   * @return a new array of the block's shape
   */
  @Override
  public NDArray apply(NDArray block, Region where) {
    int[] shape = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      shape[axis] = (int) block.shape()[axis];
    }
    float[] smooth = (float[]) block.array();
    int stride = 1;
    for (int axis = 2; axis >= 0; axis--) {
      smooth = smoothed(smooth, shape[axis], stride);
      stride *= shape[axis];
    }
    return NDArray.of(smooth, block.shape());
  }

  /** Convolves along one axis, whose elements are a stride apart. */
  private float[] smoothed(float[] from, int length, int stride) {
    int radius = weights.length / 2;
    float[] to = from.clone();
    for (int line = 0; line < from.length; line += length * stride) {
      int end = line + (length - radius) * stride;
      for (int i = line + radius * stride; i < end; i++) {
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
          sum += weights[k + radius] * from[i + k * stride];
        }
        to[i] = (float) sum;
      }
    }
    return to;
  }
}
