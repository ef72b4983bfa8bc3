package org.dosna;

import java.util.Arrays;
import java.util.function.Function;
import org.dosna.element.Shapes;
import org.dosna.indexing.Points;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;

/**
 * Elements that are picked in another way than by numpy's slices: all combinations of positions on
 * each axis, single points, or what a mask says. Immutable.
 *
 * @see Indexable
 */
public final class Picks {
  /** Of a mask so much is read at a time. */
  private static final long MASK_ELEMENTS = 1 << 24;

  private final Function<long[], Selection> resolved;

  private Picks(Function<long[], Selection> resolved) {
    this.resolved = resolved;
  }

  /**
   * All combinations of what is wanted of each axis.
   *
   * @param slices one per axis, any number of lists and integers among them
   * @return what is picked
   */
  public static Picks orthogonal(Slice... slices) {
    Slice[] kept = Arguments.requireAll("slices", slices).clone();
    return new Picks(shape -> Selections.orthogonal(kept, shape));
  }

  /**
   * Points.
   *
   * @param coordinates per axis of what is picked from an array of integers, the positions of all
   *     points on that axis; negative ones count from the end. They are broadcast to each other,
   *     and the result has their shape
   * @return what is picked
   * @throws InvalidSliceException if they are no integers, or their shapes do not fit
   */
  public static Picks points(NDArray... coordinates) {
    Arguments.requireAll("coordinates", coordinates);
    long[] shape = {};
    for (NDArray array : coordinates) {
      if (!array.dtype().element().isIntegral() || array.dtype() == DType.BOOL) {
        throw new InvalidSliceException(
            "Coordinates are integers, not " + array.dtype() + "; a mask is taken by mask(...)");
      }
      shape = Shapes.broadcast(shape, array.shape()).orElseThrow(() -> unlike(coordinates));
    }
    long[] common = shape;
    long[][] points = new long[coordinates.length][];
    Arrays.setAll(points, axis -> laidOut(coordinates[axis], common));
    return new Picks(of -> Points.of(points, common, of));
  }

  private static InvalidSliceException unlike(NDArray[] coordinates) {
    return new InvalidSliceException(
        "Coordinates of shapes "
            + Arrays.deepToString(Arrays.stream(coordinates).map(NDArray::shape).toArray())
            + " cannot be broadcast to each other; each axis, from the last, must be equal or 1");
  }

  private static long[] laidOut(NDArray coordinates, long[] shape) {
    NDArray positions = NDArray.zeros(DType.INT64, shape);
    positions.set("...", coordinates);
    return (long[]) positions.array();
  }

  /**
   * The elements at which a mask is true, in C order. The mask is read when it is used, and may be
   * larger than memory; the positions of what it picks are kept.
   *
   * @param mask a BOOL array, dataset or view of the shape of what is picked from
   * @return what is picked: an array of one axis
   * @throws InvalidSliceException if it is no mask
   */
  public static Picks mask(ArraySource mask) {
    if (Arguments.require("mask", mask).dtype() != DType.BOOL) {
      throw new InvalidSliceException(
          "A mask has the dtype bool, not " + mask.dtype() + "; vindex(...) takes coordinates");
    }
    return new Picks(shape -> picked(mask, shape));
  }

  private static Selection picked(ArraySource mask, long[] shape) {
    if (!Arrays.equals(mask.shape(), shape)) {
      throw new InvalidSliceException(
          "A mask of shape "
              + Arrays.toString(mask.shape())
              + " is not for elements of shape "
              + Arrays.toString(shape)
              + "; a mask of one axis is a slice, Slice.mask(...)");
    }
    TruePositions positions = new TruePositions(shape.length);
    positions.read(mask, new long[shape.length], shape, 0, MASK_ELEMENTS);
    long[][] points = positions.coordinates();
    return Points.of(points, new long[] {positions.count()}, shape);
  }

  /** What is picked from elements of some shape. */
  Selection from(long[] shape) {
    return resolved.apply(shape);
  }
}
