package org.dosna;

import java.util.Arrays;

/**
 * Something of which elements are picked in other ways than by numpy's slices. What is picked is
 * not copied: it is read and assigned later. Lists of positions keep the order they are given in;
 * assigned to a position that is there several times, the last value stays. Of a dataset each chunk
 * touched is read or written once, and memory is needed for the positions only.
 *
 * <pre>{@code
 * NDArray corners = dataset.oindex("[0, -1], [0, -1]").get();   // numpy: a[np.ix_([0, -1], [0, -1])]
 * dataset.vindex(rows, columns).set(1);                         // a[rows, columns] = 1
 * double mean = dataset.mask(mask).mean();                      // a[mask].mean()
 * }</pre>
 *
 * @param <S> what is picked, as something to be read, assigned and sliced
 */
public interface Indexable<S extends Sliceable> {
  /**
   * Picks elements.
   *
   * @param picks which ones
   * @return a window on them
   * @throws InvalidSliceException if they do not fit the shape
   */
  S select(Picks picks);

  /**
   * All combinations of what is wanted of each axis: what zarr and xarray call orthogonal or outer
   * indexing, and numpy does by {@code a[np.ix_(...)]}.
   *
   * @param slices one per axis, any number of lists and integers among them
   * @return a window on them
   * @throws InvalidSliceException if they do not fit the shape
   */
  default S oindex(Slice... slices) {
    return select(Picks.orthogonal(slices));
  }

  /**
   * All combinations of what is wanted of each axis.
   *
   * @param slices as {@link Slice#parse} reads it: {@code "[1, 5, 9], ::2, [-1, 0]"}
   * @return a window on them
   * @throws InvalidSliceException if they cannot be read, or do not fit the shape
   */
  default S oindex(String slices) {
    return oindex(Slice.parse(slices));
  }

  /**
   * Points: numpy's {@code a[rows, columns]}.
   *
   * @param coordinates for each axis an array of integers with the positions of all points on it;
   *     broadcast to each other
   * @return a window on the points, in the shape of the coordinates
   * @throws InvalidSliceException if they are not one per axis, or a point lies outside
   */
  default S vindex(NDArray... coordinates) {
    return select(Picks.points(coordinates));
  }

  /**
   * Points: numpy's {@code a[rows, columns]}.
   *
   * @param coordinates for each axis the positions of all points on it; of length 1 for all alike
   * @return a window on the points, of one axis
   * @throws InvalidSliceException if they are not one per axis, or a point lies outside
   */
  default S vindex(long[]... coordinates) {
    Arguments.requireAll("coordinates", coordinates);
    return vindex(Arrays.stream(coordinates).map(NDArray::of).toArray(NDArray[]::new));
  }

  /**
   * The elements at which a mask is true, in C order: numpy's {@code a[mask]}.
   *
   * @param mask a BOOL array, dataset or view of this shape
   * @return a window on them, of one axis
   * @throws InvalidSliceException if it is no mask of this shape
   */
  default S mask(ArraySource mask) {
    return select(Picks.mask(mask));
  }
}
