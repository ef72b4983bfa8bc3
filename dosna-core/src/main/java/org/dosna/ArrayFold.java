package org.dosna;

import org.dosna.fold.Cells;
import org.dosna.fold.Fold;
import org.dosna.fold.FoldShape;

/** Reductions of arrays in memory. */
final class ArrayFold {
  private ArrayFold() {}

  static NDArray along(NDArray array, Along what) {
    long[] shape = array.shape();
    Fold fold = what.fold(array.dtype(), shape);
    boolean[] folded = what.folded(shape.length);
    int slots = fold.result().slots();
    FoldShape cells = new FoldShape(shape, folded, slots);
    Cells results = fold.begin(cells.cells());
    fold.add(results, array.dtype().element(), array.array(), cells, 0);
    Object finished = fold.finish(results, FoldShape.perCell(shape, folded));
    return what.array(array.dtype(), finished, what.result(shape));
  }
}
