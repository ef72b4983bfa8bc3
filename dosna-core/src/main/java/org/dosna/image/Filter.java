package org.dosna.image;

import java.util.Arrays;
import org.dosna.Arguments;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Region;

/**
 * A filter: each element becomes what its neighbourhood makes of it, as the function of
 * scipy.ndimage says that is named with it. Of a dataset it is a chunk function with the halo that
 * it needs, so that no chunk's edge shows. Immutable, may be shared by threads.
 *
 * <pre>{@code
 * Dataset smooth = Filter.gaussian(2).of(scan, "smooth");
 * Filter median = Filter.median(3);
 * Dataset clean = scan.map(median, median.halo(3).nearest(), "clean");
 * }</pre>
 *
 * <p>{@code gaussian}, {@code uniform} and {@code sobel} compute in double, along one axis after
 * the other, and cast the result to the dtype at the end. From scipy with {@code output=float64}
 * they differ by rounding: some units of the last place of the largest element. (Without it scipy
 * rounds to the dtype after each axis.) The others give elements that are there, the same as
 * scipy's, which however rounds integers beyond 2^53.
 */
public final class Filter implements ChunkFunction {
  /** As many as a dataset has. */
  private static final int MOST_AXES = 32;

  private final String name;
  private final Kernel kernel;
  private final int leastAxes;
  private final int mostAxes;

  private Filter(String name, Kernel kernel, int leastAxes, int mostAxes) {
    this.name = name;
    this.kernel = kernel;
    this.leastAxes = leastAxes;
    this.mostAxes = mostAxes;
  }

  /** A filter with so many values: one for all axes, or one for each. */
  private Filter(String name, Kernel kernel, int values) {
    this(name, kernel, values, values == 1 ? MOST_AXES : values);
  }

  /**
   * Smooths with a Gaussian, cut off at 4 standard deviations: {@code gaussian_filter}.
   *
   * @param sigma the standard deviation in elements, from 0 to 10,000, for each axis or for all
   * @return the filter
   * @throws DosnaException if it is not allowed
   */
  public static Filter gaussian(double... sigma) {
    double[] given = Arguments.require("sigma", sigma).clone();
    boolean isAllowed = Arrays.stream(given).allMatch(value -> value >= 0 && value <= 10_000);
    require(isAllowed && given.length > 0, "sigma", "from 0 to 10000", Arrays.toString(given));
    double[][] weights =
        Arrays.stream(given).mapToObj(Correlation::gaussian).toArray(double[][]::new);
    return correlation("gaussian" + Arrays.toString(given), weights);
  }

  /**
   * The mean of a box: {@code uniform_filter}.
   *
   * @param size the length of the box in elements, from 1 to 10,000, for each axis or for all; of
   *     an even one one more lies before the element than behind it
   * @return the filter
   * @throws DosnaException if it is not allowed
   */
  public static Filter uniform(int... size) {
    double[][] weights =
        Arrays.stream(size(size)).mapToObj(Correlation::mean).toArray(double[][]::new);
    return correlation("uniform" + Arrays.toString(size), weights);
  }

  private static Filter correlation(String name, double[]... weights) {
    return new Filter(
        name, new Correlation(axis -> weights[weights.length == 1 ? 0 : axis]), weights.length);
  }

  /**
   * The slope along an axis, smoothed along the others: {@code sobel}.
   *
   * @param axis the axis, from 0 on
   * @return the filter
   * @throws DosnaException if the axis is not 0 to 31
   */
  public static Filter sobel(int axis) {
    require(axis >= 0 && axis < MOST_AXES, "axis", "from 0 to 31", Integer.toString(axis));
    double[] slope = {-1, 0, 1};
    double[] smooth = {1, 2, 1};
    return new Filter(
        "sobel[" + axis + "]",
        new Correlation(a -> a == axis ? slope : smooth),
        axis + 1,
        MOST_AXES);
  }

  /**
   * The median of a box: {@code median_filter}. Of an even number of elements it is the larger of
   * the two in the middle.
   *
   * @param size the length of the box as in {@link #uniform}
   * @return the filter
   * @throws DosnaException if it is not allowed
   */
  public static Filter median(int... size) {
    return new Filter("median" + Arrays.toString(size), new Median(size(size)), size.length);
  }

  /**
   * The smallest element of a box: {@code minimum_filter}.
   *
   * @param size the length of the box as in {@link #uniform}
   * @return the filter
   * @throws DosnaException if it is not allowed
   */
  public static Filter minimum(int... size) {
    return new Filter(
        "minimum" + Arrays.toString(size), new Extremes(size(size), false), size.length);
  }

  /**
   * The largest element of a box: {@code maximum_filter}.
   *
   * @param size the length of the box as in {@link #uniform}
   * @return the filter
   * @throws DosnaException if it is not allowed
   */
  public static Filter maximum(int... size) {
    return new Filter(
        "maximum" + Arrays.toString(size), new Extremes(size(size), true), size.length);
  }

  private static int[] size(int... size) {
    int[] given = Arguments.require("size", size).clone();
    boolean isAllowed = Arrays.stream(given).allMatch(length -> length >= 1 && length <= 10_000);
    require(isAllowed && given.length > 0, "size", "from 1 to 10000", Arrays.toString(given));
    return given;
  }

  private static void require(boolean isAllowed, String what, String allowed, String given) {
    if (!isAllowed) {
      throw new DosnaException("A filter's " + what + " is " + allowed + ", not " + given);
    }
  }

  /**
   * Filters a dataset into a new one. Beyond the edges it goes on as if reflected, scipy's default;
   * for others see {@link #halo}.
   *
   * @param dataset the dataset
   * @param newName the new dataset's name, in the same pool
   * @return the new dataset, of the same dtype; removed again if it fails
   * @throws DosnaException if the filter is for another number of axes, or not defined for the
   *     dtype
   */
  public Dataset of(Dataset dataset, String newName) {
    return of(dataset, newName, Arguments.require("dataset", dataset).dtype());
  }

  /**
   * Filters a dataset into a new one of another dtype.
   *
   * @param dataset the dataset
   * @param newName the new dataset's name, in the same pool
   * @param newType its dtype, to which the results are cast
   * @return the new dataset; removed again if it fails
   * @throws DosnaException as in {@link #of(Dataset, String)}
   */
  public Dataset of(Dataset dataset, String newName, DType newType) {
    return Arguments.require("dataset", dataset).map(this, halo(dataset.ndim()), newName, newType);
  }

  /**
   * The halo that it needs as a chunk function of {@link Dataset#map(ChunkFunction, Halo, String)}.
   *
   * @param ndim the dataset's number of axes
   * @return reflects at the edges; the halo's other methods change that
   * @throws DosnaException if the filter is for another number of axes
   */
  public Halo halo(int ndim) {
    requireAxes(ndim);
    return Halo.of(kernel.reach(ndim));
  }

  private void requireAxes(int ndim) {
    if (ndim < leastAxes || ndim > mostAxes) {
      throw new DosnaException(
          this
              + " is for "
              + leastAxes
              + (mostAxes == leastAxes ? "" : " to " + mostAxes)
              + " axes, not for "
              + ndim);
    }
  }

  /**
   * Filters a block that has the halo around it.
   *
   * @param block the elements, not changed
   * @param where where they are, which makes no difference
   * @return an array of the same shape, right inside the halo; of smoothing filters of float64
   */
  @Override
  public NDArray apply(NDArray block, Region where) {
    Arguments.require("where", where);
    requireAxes(Arguments.require("block", block).ndim());
    return kernel.apply(block);
  }

  /** For instance {@code Filter gaussian[2.0]}. */
  @Override
  public String toString() {
    return "Filter " + name;
  }
}
