package org.dosna.examples.explorer;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.Slice;

/**
 * Two axes of a dataset, and where on the others.
 *
 * @param rows the axis that goes down; empty if there is only one axis
 * @param columns the axis that goes to the right
 * @param at a position on each axis; those of the two do not matter
 */
record Plane(Optional<Integer> rows, int columns, long[] at) {
  /** The plane that a request names, of a dataset of some axes. */
  static Plane of(Query query, int ndim) {
    int columns = (int) query.number("columns", 0, ndim - 1);
    Optional<Integer> rows =
        ndim == 1 ? Optional.empty() : Optional.of((int) query.number("rows", 0, ndim - 1));
    long[] at = query.numbers("at");
    if (at.length != ndim || rows.equals(Optional.of(columns))) {
      throw new RefusedException(
          400, "A slice has two of the " + ndim + " axes, and 'at' a position on each axis");
    }
    return new Plane(rows, columns, at);
  }

  boolean isTurned() {
    return rows.filter(axis -> axis > columns).isPresent();
  }

  /** The slices of the plane, of something of a shape, whose elements lie some steps apart. */
  Slice[] slices(long[] shape, long[] steps, Slice ofRows, Slice ofColumns) {
    Slice[] slices = new Slice[shape.length];
    Arrays.setAll(
        slices,
        axis ->
            axis == columns
                ? ofColumns
                : rows.equals(Optional.of(axis)) ? ofRows : Slice.at(place(shape, steps, axis)));
    return slices;
  }

  /** Where it lies on another axis. */
  long place(long[] shape, long[] steps, int axis) {
    return Math.max(0, Math.min(at[axis] / steps[axis], shape[axis] - 1));
  }
}
