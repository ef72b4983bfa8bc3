package org.dosna.backend.hdf5;

import org.dosna.DataChunk;
import org.dosna.NDArray;

/** A chunk in a file. */
final class Hdf5Chunk extends DataChunk {
  private final Hdf5Dataset dataset;

  Hdf5Chunk(Hdf5Dataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    return dataset.chunkData(index());
  }

  @Override
  protected void doSetData(NDArray data) {
    dataset.setChunkData(index(), data);
  }
}
