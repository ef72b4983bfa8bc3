package org.dosna.image;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Slice;

/**
 * How an array becomes smaller: boxes of elements become one element each. Boxes begin at the first
 * element; at the far edges they are cut off, and of what is there one element is made, too: an
 * axis of length 5 becomes one of length 3 by a factor of 2. Immutable, may be shared by threads.
 *
 * <pre>{@code
 * NDArray half = Downsample.mean().of(image, 2, 2);
 * }</pre>
 */
public final class Downsample {
  private final String name;

  /** Makes one element of each row of an array whose last axis goes through the boxes. */
  private final UnaryOperator<NDArray> ofBoxes;

  private Downsample(String name, UnaryOperator<NDArray> ofBoxes) {
    this.name = name;
    this.ofBoxes = ofBoxes;
  }

  /**
   * The mean, computed in double; of integers and bool rounded to the nearest, ties to even. For
   * intensities.
   *
   * @return of the same dtype
   */
  public static Downsample mean() {
    return new Downsample("mean", boxes -> rounded(boxes.mean(-1), boxes.dtype()));
  }

  /**
   * The median; of an even number of elements the mean of the two in the middle, of integers and
   * bool rounded to the nearest, ties to even.
   *
   * @return of the same dtype
   */
  public static Downsample median() {
    return new Downsample("median", boxes -> rounded(boxes.median(-1), boxes.dtype()));
  }

  /**
   * The largest element, or NaN if there is one.
   *
   * @return of the same dtype
   */
  public static Downsample max() {
    return new Downsample("max", boxes -> boxes.max(-1));
  }

  /**
   * The smallest element, or NaN if there is one.
   *
   * @return of the same dtype
   */
  public static Downsample min() {
    return new Downsample("min", boxes -> boxes.min(-1));
  }

  /**
   * The most frequent element; of several the smallest. For labels, which must not be mixed.
   *
   * @return of the same dtype, which must be of integers or bool
   */
  public static Downsample mode() {
    return new Downsample("mode", Downsample::modes);
  }

  /**
   * The first element of each box: what {@code "::2, ::2"} selects.
   *
   * @return of the same dtype
   */
  public static Downsample stride() {
    return new Downsample("stride", boxes -> boxes.get(Slice.ellipsis(), Slice.at(0)));
  }

  /**
   * Makes an array smaller.
   *
   * @param array any array
   * @param factor the length of a box on each axis, 1 or more; one value is for all axes
   * @return a new array of the same dtype
   * @throws DosnaException if the factor is not allowed, or this is not defined for the dtype
   */
  public NDArray of(NDArray array, int... factor) {
    Arguments.require("array", array);
    int[] box = perAxis(factor, array.ndim());
    NDArray result = NDArray.zeros(array.dtype(), shape(array.shape(), box));
    if (result.size() > 0) {
      split(array, box, 0, new Slice[box.length], new Slice[box.length], result);
    }
    return result;
  }

  /**
   * A factor for each axis.
   *
   * @param factor one per axis, or one for all
   * @param ndim the number of axes
   * @return one per axis
   * @throws DosnaException if there are others, or one is below 1
   */
  static int[] perAxis(int[] factor, int ndim) {
    Arguments.require("factor", factor);
    int[] box =
        factor.length == 1 ? IntStream.range(0, ndim).map(i -> factor[0]).toArray() : factor;
    if (box.length != ndim || Arrays.stream(box).anyMatch(length -> length < 1)) {
      throw new DosnaException(
          "A factor has one value of 1 or more for each of "
              + ndim
              + " axes, or one for all, not "
              + Arrays.toString(factor));
    }
    return box;
  }

  /** The shape that results, given a factor for each axis. */
  static long[] shape(long[] shape, int[] factor) {
    long[] smaller = shape.clone();
    Arrays.setAll(smaller, axis -> (shape[axis] + factor[axis] - 1) / factor[axis]);
    return smaller;
  }

  /** Cuts off, axis by axis, the boxes that are not whole, so that all of a part are alike. */
  private void split(NDArray array, int[] box, int axis, Slice[] from, Slice[] to, NDArray result) {
    if (axis == box.length) {
      result.set(to, ofAlike(array.get(from), result.get(to).shape()));
      return;
    }
    long length = array.shape()[axis];
    long whole = length / box[axis];
    if (whole > 0) {
      from[axis] = Slice.range(0, whole * box[axis]);
      to[axis] = Slice.range(0, whole);
      split(array, box, axis + 1, from, to, result);
    }
    if (whole * box[axis] < length) {
      from[axis] = Slice.range(whole * box[axis], length);
      to[axis] = Slice.range(whole, whole + 1);
      split(array, box, axis + 1, from, to, result);
    }
  }

  /** The elements of a part whose boxes all have the same shape. */
  private NDArray ofAlike(NDArray part, long[] shape) {
    int ndim = shape.length;
    long[] parted = new long[2 * ndim];
    int[] order = new int[2 * ndim];
    for (int axis = 0; axis < ndim; axis++) {
      parted[2 * axis] = shape[axis];
      parted[2 * axis + 1] = part.shape()[axis] / shape[axis];
      order[axis] = 2 * axis;
      order[ndim + axis] = 2 * axis + 1;
    }
    long[] rows = Arrays.copyOf(shape, ndim + 1);
    rows[ndim] = -1;
    return ofBoxes.apply(part.reshape(parted).transpose(order).reshape(rows));
  }

  private static NDArray rounded(NDArray result, DType dtype) {
    if (result.dtype() == dtype) {
      return result;
    }
    double[] elements = (double[]) result.array();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.rint(elements[i]);
    }
    return result.astype(dtype);
  }

  private static NDArray modes(NDArray boxes) {
    if (!boxes.dtype().element().isIntegral()) {
      throw new DosnaException(
          "Downsample.mode() is for labels, integers or bool, not " + boxes.dtype());
    }
    long[] shape = boxes.shape();
    int length = (int) shape[shape.length - 1];
    long[] elements = boxes.toLongs();
    // Flipped, so that unsigned ones come in order.
    long flip = boxes.dtype() == DType.UINT64 ? Long.MIN_VALUE : 0;
    long[] modes = new long[elements.length / length];
    for (int n = 0; n < modes.length; n++) {
      long[] box = Arrays.copyOfRange(elements, n * length, (n + 1) * length);
      for (int i = 0; i < length; i++) {
        box[i] ^= flip;
      }
      modes[n] = mode(box) ^ flip;
    }
    return NDArray.of(modes, Arrays.copyOf(shape, shape.length - 1)).astype(boxes.dtype());
  }

  private static long mode(long[] box) {
    Arrays.sort(box);
    long best = box[0];
    int most = 0;
    int begin = 0;
    for (int i = 1; i <= box.length; i++) {
      if (i == box.length || box[i] != box[begin]) {
        if (i - begin > most) {
          most = i - begin;
          best = box[begin];
        }
        begin = i;
      }
    }
    return best;
  }

  /** For instance {@code Downsample mean}. */
  @Override
  public String toString() {
    return "Downsample " + name;
  }
}
