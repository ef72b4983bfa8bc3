package org.dosna.backend.ram;

import java.util.Arrays;
import org.dosna.DataChunk;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** A chunk in memory: whatever the dataset holds at its position now. */
final class RamChunk extends DataChunk {
  private final RamDataset dataset;

  RamChunk(RamDataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    long[] shape = Arrays.stream(shape()).asLongStream().toArray();
    NDArray data = NDArray.zeros(dtype(), shape);
    dataset.readChunk(index(), Transfer.whole(data));
    return data;
  }

  @Override
  protected void doSetData(NDArray data) {
    dataset.writeChunk(index(), Transfer.whole(data));
  }
}
