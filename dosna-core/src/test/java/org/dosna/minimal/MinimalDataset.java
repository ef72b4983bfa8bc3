package org.dosna.minimal;

import java.nio.LongBuffer;
import java.util.Optional;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.Pool;

/** Chunks in a map, each an array that is never changed, only replaced. */
final class MinimalDataset extends Dataset {
  final MinimalData data;

  MinimalDataset(Pool pool, String name, MinimalData data) {
    super(pool, name, data.spec);
    this.data = data;
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    LongBuffer key = LongBuffer.wrap(index.clone());
    boolean taken = data.chunks().putIfAbsent(key, spec().fillChunk()) != null;
    return taken ? Optional.empty() : Optional.of(new MinimalChunk(this, index));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return doHasChunk(index) ? Optional.of(new MinimalChunk(this, index)) : Optional.empty();
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return data.chunks().containsKey(LongBuffer.wrap(index));
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return data.chunks().remove(LongBuffer.wrap(index)) != null;
  }
}
