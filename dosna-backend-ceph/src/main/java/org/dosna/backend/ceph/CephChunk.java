package org.dosna.backend.ceph;

import java.util.Arrays;
import org.dosna.DataChunk;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** A chunk: whatever its object holds now. */
final class CephChunk extends DataChunk {
  private final CephDataset dataset;

  CephChunk(CephDataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    NDArray data = NDArray.zeros(dtype(), Arrays.stream(shape()).asLongStream().toArray());
    dataset.readChunk(index(), Transfer.whole(data));
    return data;
  }

  @Override
  protected void doSetData(NDArray data) {
    dataset.writeChunk(index(), Transfer.whole(data));
  }
}
