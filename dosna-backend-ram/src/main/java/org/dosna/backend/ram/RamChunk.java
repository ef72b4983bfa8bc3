package org.dosna.backend.ram;

import java.util.Arrays;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** A chunk in memory. */
final class RamChunk extends DataChunk {
  private final ChunkMemory memory;

  RamChunk(Dataset dataset, long[] index, ChunkMemory memory) {
    super(dataset, index);
    this.memory = memory;
  }

  @Override
  protected NDArray doGetData() {
    long[] shape = Arrays.stream(shape()).asLongStream().toArray();
    NDArray data = NDArray.zeros(dtype(), shape);
    memory.read(Transfer.whole(data));
    return data;
  }

  @Override
  protected void doSetData(NDArray data) {
    memory.write(Transfer.whole(data));
  }
}
