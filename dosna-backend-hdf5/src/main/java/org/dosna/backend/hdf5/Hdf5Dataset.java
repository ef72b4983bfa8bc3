package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Finding;
import org.dosna.Pool;
import org.dosna.spi.AlignedBuffers;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Resize;
import org.dosna.spi.Transfer;

/** A dataset in a folder: each chunk is a file in it. */
final class Hdf5Dataset extends Dataset {
  private final ChunkFolder chunks;
  private final FileStore store;
  private final DatasetLocks locks;
  private final DatasetDescription description;
  private final Supplier<DatasetSpec> spec;

  Hdf5Dataset(
      Pool pool, String name, DatasetLocks locks, DatasetDescription description, FileStore store) {
    this(
        pool,
        name,
        locks,
        description,
        new ChunkFolder(locks, description, store),
        store,
        description::shown);
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private Hdf5Dataset(
      Pool pool,
      String name,
      DatasetLocks locks,
      DatasetDescription description,
      ChunkFolder chunks,
      FileStore store,
      Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.chunks = chunks;
    this.store = store;
    this.locks = locks;
    this.description = description;
    this.spec = spec;
  }

  @Override
  public DatasetSpec spec() {
    return spec.get();
  }

  @Override
  protected void refresh() {
    description.refresh();
  }

  /** Looks at the file, which costs little beside the chunks that were read before. */
  @Override
  protected long shrinks() {
    description.refresh();
    return description.shrinks();
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    locks.withShape(
        () ->
            new Resizing()
                .run(
                    change,
                    grown ->
                        fill.accept(
                            new Hdf5Dataset(
                                pool(), name(), locks, description, chunks, store, () -> grown))));
  }

  /** The shape is kept in {@code dataset.h5}, beside one that covers what is being written. */
  private final class Resizing extends Resize {
    private List<long[]> strangers = List.of();

    @Override
    protected DatasetSpec present() {
      chunks.requireCurrent();
      description.refresh();
      return description.shown();
    }

    @Override
    protected void dropOutside(DatasetSpec shown) {
      strangers = chunks.dropOutside(shown);
    }

    @Override
    protected void begin(DatasetSpec before, DatasetSpec after) {
      // What has a name that is the dataset's from now on must not come to light.
      strangers.stream().filter(after::hasChunk).forEach(chunks::delete);
      description.setShape(before, before.covering(after));
    }

    @Override
    protected void show(DatasetSpec after) {
      description.setShape(after, after);
    }

    @Override
    protected void abandon(DatasetSpec before) {
      description.setShape(before, before);
    }
  }

  @Override
  protected boolean doDelete() {
    return locks.withMetadata(
        () -> {
          chunks.requireCurrent();
          return super.doDelete();
        });
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
  protected boolean doHasChunk(long[] index) {
    return chunks.has(index);
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

  /** Small chunks are copied several at a time: neighbours are faster together. */
  @Override
  protected int together() {
    return chunks.together();
  }

  @Override
  protected void readTogether(List<ChunkTransfer> reads) {
    List<Transfer> transfers = new ArrayList<>(reads.size());
    List<ChunkBytes> fetched = new ArrayList<>(reads.size());
    try {
      for (ChunkTransfer read : reads) {
        try {
          Optional<ChunkBytes> chunk = chunks.fetch(read.index(), read.transfer());
          if (chunk.isPresent()) {
            fetched.add(chunk.get());
            transfers.add(read.transfer());
          }
        } catch (RuntimeException e) {
          throw failed(read.step(), e);
        }
      }
      NeighbourCopies.fromChunkBytes(transfers, fetched);
    } finally {
      fetched.forEach(chunk -> AlignedBuffers.give(chunk.bytes()));
    }
  }

  @Override
  protected void writeTogether(List<ChunkTransfer> writes) {
    List<ChunkTransfer> parts = new ArrayList<>();
    List<ChunkTransfer> wholes = new ArrayList<>(writes.size());
    for (ChunkTransfer write : writes) {
      (chunks.replaces(write.transfer()) ? wholes : parts).add(write);
    }
    super.writeTogether(parts);
    writeFiles(wholes);
  }

  private void writeFiles(List<ChunkTransfer> wholes) {
    List<ByteBuffer> files = chunks.prepare(wholes);
    try {
      for (int n = 0; n < files.size(); n++) {
        ChunkTransfer whole = wholes.get(n);
        try {
          chunks.write(whole.index(), whole.transfer(), files.get(n));
        } catch (RuntimeException e) {
          throw failed(whole.step(), e);
        }
      }
    } finally {
      files.forEach(AlignedBuffers::give);
    }
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return new FolderInspection(store, repair).ofDataset(chunks);
  }

  @Override
  protected String setAside(long[] index) {
    return chunks.setAside(index).getFileName().toString();
  }

  @Override
  protected Stream<long[]> recordedChunks() {
    return chunks.recorded().filter(spec()::hasChunk);
  }

  @Override
  protected boolean isLost(long[] index, boolean forget) {
    return chunks.isLost(index, forget);
  }

  @Override
  protected long storedBytes(Stream<long[]> stored) {
    return stored.mapToLong(chunks::storedBytes).sum();
  }

  @Override
  protected List<Optional<Object>> chunkStamps(List<long[]> indices) {
    return indices.stream().map(index -> chunks.stamp(index).<Object>map(s -> s)).toList();
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return chunks.stored().filter(spec()::hasChunk);
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    return description.userAttributes();
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    description.setUserAttribute(attribute, value);
  }
}
