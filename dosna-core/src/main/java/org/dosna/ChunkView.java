package org.dosna;

import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;

/**
 * A window on a stored chunk.
 *
 * @param chunk the chunk
 * @param selection what of it is seen
 */
record ChunkView(DataChunk chunk, Selection selection) implements Sliceable {
  @Override
  public DType dtype() {
    return chunk.dtype();
  }

  @Override
  public NDArray get(Slice... slices) {
    return new ArrayView(chunk.getData(), selection).get(slices);
  }

  @Override
  public void set(Slice[] slices, NDArray value) {
    Arguments.require("value", value);
    chunk.write(Selections.then(selection, Selections.of(slices, selection.resultShape())), value);
  }
}
