package org.dosna.reduction;

import org.dosna.element.Shapes;
import org.dosna.indexing.Part;
import org.dosna.indexing.Parts;

/** Parts of a selection in columns along some axes, one column after the other. */
final class Columns {
  private final Parts<? extends Part> parts;
  private final long[] counts;
  private final boolean[] along;
  private final long perColumn;

  /**
   * Columns.
   *
   * @param parts all combinations of parts of each axis
   * @param along the axes along which columns go
   */
  Columns(Parts<? extends Part> parts, boolean[] along) {
    this.parts = parts;
    this.along = along;
    this.counts = new long[along.length];
    long product = 1;
    for (int axis = 0; axis < along.length; axis++) {
      counts[axis] = parts.size(axis);
      product *= along[axis] ? counts[axis] : 1;
    }
    this.perColumn = product;
  }

  /** The number of parts of all columns. */
  long size() {
    return parts.size();
  }

  /** The number of parts in each column. */
  long perColumn() {
    return perColumn;
  }

  /** The number of columns. */
  long count() {
    return perColumn == 0 ? 0 : size() / perColumn;
  }

  /** A part, those of the first column before those of the second. */
  Part part(long number) {
    long[] strides = Shapes.strides(counts);
    long inColumn = number % perColumn;
    long column = number / perColumn;
    long first = 0;
    for (int axis = counts.length - 1; axis >= 0; axis--) {
      long rest = along[axis] ? inColumn : column;
      first += rest % counts[axis] * strides[axis];
      inColumn = along[axis] ? rest / counts[axis] : inColumn;
      column = along[axis] ? column : rest / counts[axis];
    }
    return parts.iterator(first).next();
  }
}
