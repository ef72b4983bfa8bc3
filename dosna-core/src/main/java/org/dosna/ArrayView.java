package org.dosna;

import org.dosna.copy.BoxCopy;
import org.dosna.copy.Places;
import org.dosna.element.ElementType;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;

/**
 * A window on an array in memory.
 *
 * @param seen the array
 * @param selection what of it is seen
 */
record ArrayView(NDArray seen, Selection selection) implements Sliceable {
  @Override
  public DType dtype() {
    return seen.dtype();
  }

  private ElementType type() {
    return seen.dtype().element();
  }

  private Selection sliced(Slice... slices) {
    return Selections.then(selection, Selections.of(slices, selection.resultShape()));
  }

  @Override
  public NDArray get(Slice... slices) {
    return new ArrayView(seen, sliced(slices)).copied();
  }

  @Override
  public void set(Slice[] slices, NDArray value) {
    new ArrayView(seen, sliced(slices)).assign(value);
  }

  /** A copy of all that is seen. */
  NDArray copied() {
    NDArray copy = NDArray.zeros(seen.dtype(), selection.resultShape());
    copyTo(copy);
    return copy;
  }

  /** Copies all that is seen into an array of the same shape and dtype. */
  void copyTo(NDArray into) {
    if (!selection.isEmpty()) {
      Places places = selection.in(seen.shape(), type().slots(), selection.strides());
      BoxCopy.fromChunk(type(), places, seen.array(), into.array());
    }
  }

  /** Assigns to all that is seen. */
  void assign(NDArray value) {
    Arguments.require("value", value);
    long[] strides = selection.broadcast(value.shape());
    if (!selection.isEmpty()) {
      NDArray cast = value.astype(seen.dtype());
      // A value over the same array would change while it is being read.
      NDArray source = cast.array() == seen.array() ? cast.get() : cast;
      Places places = selection.in(seen.shape(), type().slots(), strides);
      BoxCopy.toChunk(type(), places, source.array(), seen.array());
    }
  }
}
