package org.dosna.examples;

import java.util.Arrays;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Region;

/**
 * A Gaussian filter as scipy.ndimage.gaussian_filter(mode="reflect"): the weight at distance d is
 * proportional to exp(-d² / 2σ²), and the weights are cut off at a radius and sum up to 1. The
 * three-dimensional filter is the one-dimensional one along each axis.
 */
public final class Gaussian implements ChunkFunction {
  private final float[] weights;

  /**
   * A filter.
   *
   * @param sigma the standard deviation in elements, more than 0
   * @param truncate the radius in standard deviations
   */
  public Gaussian(double sigma, double truncate) {
    int radius = (int) (truncate * sigma + 0.5);
    double[] exact = new double[2 * radius + 1];
    Arrays.setAll(exact, i -> Math.exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma)));
    double sum = Arrays.stream(exact).sum();
    weights = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
  }

  /**
   * How many neighbours on either side count.
   *
   * @return a number of elements
   */
  public int radius() {
    return weights.length / 2;
  }

  /**
   * The neighbourhood that counts.
   *
   * @return three axes; what lies beyond the edges is reflected
   */
  public Halo halo() {
    return Halo.of(radius(), radius(), radius()).reflect();
  }

  /** Where the element beyond an edge is taken from: d c b a | a b c d | d c b a. */
  private static int reflect(int index, int length) {
    int place = Math.floorMod(index, 2 * length);
    return place < length ? place : 2 * length - 1 - place;
  }

  /**
   * Filters along all axes; what lies beyond the edges is reflected.
   *
   * @param block float32, of any shape
   * @param where not used
   * @return float32, of the same shape
   */
  @Override
  public NDArray apply(NDArray block, Region where) {
    NDArray result = block;
    for (int axis = 0; axis < block.ndim(); axis++) {
      result = filter(result, axis);
    }
    return result;
  }

  /** A float32 array filtered along one axis; what lies beyond its edges is reflected. */
  NDArray filter(NDArray array, int axis) {
    long[] shape = array.shape();
    int length = (int) shape[axis];
    int inner = (int) Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
    NDArray result = NDArray.zeros(DType.FLOAT32, shape);
    float[] from = (float[]) array.array();
    float[] to = (float[]) result.array();
    float[] padded = new float[length + 2 * radius()];
    for (int start = 0; start < from.length; start += length * inner) {
      if (inner == 1) {
        filterRow(from, padded, to, start, length);
      } else {
        filterRows(from, to, start, length, inner);
      }
    }
    return result;
  }

  /** The axis is not the last one: whole rows are added up, weighted. */
  private void filterRows(float[] from, float[] to, int start, int length, int inner) {
    for (int i = 0; i < length; i++) {
      for (int k = 0; k < weights.length; k++) {
        int row = start + reflect(i + k - radius(), length) * inner;
        addRow(from, row, to, start + i * inner, inner, weights[k]);
      }
    }
  }

  /** The axis is the last one: the row, with its reflections, is added up shifted. */
  private void filterRow(float[] from, float[] padded, float[] to, int start, int length) {
    for (int i = 0; i < padded.length; i++) {
      padded[i] = from[start + reflect(i - radius(), length)];
    }
    for (int k = 0; k < weights.length; k++) {
      addRow(padded, k, to, start, length, weights[k]);
    }
  }

  private static void addRow(float[] from, int i, float[] to, int j, int count, float weight) {
    for (int n = 0; n < count; n++) {
      to[j + n] += weight * from[i + n];
    }
  }
}
