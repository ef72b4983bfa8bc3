package org.dosna.objects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Pool;
import org.dosna.spi.ChunkKeys;
import org.dosna.spi.ObjectChunks;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.Transfer;

/** Chunks as objects in a folder. */
final class ObjectsDataset extends Dataset {
  private final ObjectChunks chunks;
  private final Runnable requireCurrent;

  ObjectsDataset(
      Pool pool,
      String name,
      DatasetSpec spec,
      ObjectStore store,
      String folder,
      Runnable requireCurrent) {
    super(pool, name, spec);
    this.requireCurrent = requireCurrent;
    this.chunks =
        new ObjectChunks(store, ChunkKeys.numbered(folder, '/'), this::spec, requireCurrent);
  }

  @Override
  protected void refresh() {
    requireCurrent.run();
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    return chunks.create(index) ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return chunks.has(index) ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return chunks.delete(index);
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    chunks.read(index, transfer);
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    chunks.write(index, transfer);
  }

  @Override
  protected List<Optional<Object>> chunkStamps(List<long[]> indices) {
    return chunks.stamps(indices);
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return chunks.indices();
  }
}
