package org.dosna.minimal;

import java.nio.LongBuffer;
import org.dosna.DataChunk;
import org.dosna.NDArray;

/** A chunk in a map. */
final class MinimalChunk extends DataChunk {
  private final MinimalDataset dataset;

  MinimalChunk(MinimalDataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    return dataset.data.chunks().get(LongBuffer.wrap(index())).get("...");
  }

  @Override
  protected void doSetData(NDArray data) {
    dataset.data.chunks().put(LongBuffer.wrap(index()), data);
  }
}
