package org.dosna;

import org.dosna.plan.TransferStep;
import org.dosna.spi.Transfer;

/** A chunk that is read and written as plans do it: whatever the store holds at its place now. */
final class StoredChunk extends DataChunk {
  private final Dataset dataset;

  StoredChunk(Dataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    NDArray data = NDArray.zeros(dtype(), fullShape());
    ChunkWork.walkAlone(TransferStep.read("getData", index(), Transfer.whole(data)), dataset::walk);
    return data;
  }

  @Override
  protected void doSetData(NDArray data) {
    ChunkWork.walkAlone(
        TransferStep.write("setData", index(), Transfer.whole(data)), dataset::walk);
  }
}
