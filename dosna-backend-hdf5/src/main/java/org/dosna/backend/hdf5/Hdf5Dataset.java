package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Transfer;

/** A dataset in a folder: each chunk is a file in it. */
final class Hdf5Dataset extends Dataset {
  private final ChunkFolder chunks;
  private final DatasetLocks locks;
  private final Description description;
  private final Supplier<DatasetSpec> spec;

  Hdf5Dataset(
      Pool pool, String name, DatasetLocks locks, Description description, FileStore store) {
    this(
        pool,
        name,
        locks,
        description,
        new ChunkFolder(locks, description, store),
        description::shown);
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private Hdf5Dataset(
      Pool pool,
      String name,
      DatasetLocks locks,
      Description description,
      ChunkFolder chunks,
      Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.chunks = chunks;
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

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    locks.withShape(
        () -> {
          chunks.requireCurrent();
          description.refresh();
          DatasetSpec before = description.shown();
          DatasetSpec after = before.shape(change.apply(before.shape()));
          // What others left outside, Python's padding say, must not come to light.
          chunks.dropOutside(before);
          description.setShape(before, before.covering(after));
          try {
            fill.accept(new Hdf5Dataset(pool(), name(), locks, description, chunks, () -> after));
          } catch (RuntimeException | Error e) {
            showAfter(e, before);
            throw e;
          }
          show(after);
        });
  }

  private void show(DatasetSpec spec) {
    description.setShape(spec, spec);
    chunks.dropOutside(spec);
  }

  /** The failure stays the one that is reported; what is not tidied up now the next resize does. */
  private void showAfter(Throwable failure, DatasetSpec before) {
    try {
      show(before);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
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
    return chunks.create(index) ? Optional.of(new Hdf5Chunk(this, index)) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return chunks.has(index) ? Optional.of(new Hdf5Chunk(this, index)) : Optional.empty();
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
  protected void walk(Iterator<ChunkStep> lane) {
    Batches batches = new Batches(lane, chunks.together());
    while (batches.hasNext()) {
      List<ChunkStep> batch = batches.next();
      if (batch.size() > 1) {
        copyTogether(batch);
      } else {
        super.walk(batch.iterator());
      }
    }
  }

  private void copyTogether(List<ChunkStep> steps) {
    readTogether(steps);
    List<ChunkStep> replacing = new ArrayList<>();
    List<Transfer> wholes = new ArrayList<>();
    for (ChunkStep step : steps) {
      try {
        Optional<Transfer> output = step.work();
        if (output.filter(chunks::replaces).isPresent()) {
          replacing.add(step);
          wholes.add(output.get());
        } else {
          output.ifPresent(transfer -> writeChunk(step.index(), transfer));
          step.done();
        }
      } catch (Exception e) {
        throw failed(step, e);
      }
    }
    writeTogether(replacing, wholes);
  }

  private void readTogether(List<ChunkStep> steps) {
    List<Transfer> transfers = new ArrayList<>();
    List<ChunkBytes> fetched = new ArrayList<>();
    try {
      for (ChunkStep step : steps) {
        try {
          Optional<Transfer> input = step.input();
          Optional<ChunkBytes> chunk =
              input.flatMap(transfer -> chunks.fetch(step.index(), transfer));
          chunk.ifPresent(fetched::add);
          chunk.flatMap(bytes -> input).ifPresent(transfers::add);
        } catch (RuntimeException e) {
          throw failed(step, e);
        }
      }
      NeighbourCopies.fromChunkBytes(transfers, fetched);
    } finally {
      fetched.forEach(chunk -> BufferPool.give(chunk.bytes()));
    }
  }

  private void writeTogether(List<ChunkStep> steps, List<Transfer> wholes) {
    List<ByteBuffer> files = chunks.prepare(wholes);
    try {
      for (int n = 0; n < files.size(); n++) {
        ByteBuffer file = files.get(n);
        Transfer whole = wholes.get(n);
        ChunkStep step = steps.get(n);
        try {
          chunks.write(step.index(), whole, file);
          step.done();
        } catch (RuntimeException e) {
          throw failed(step, e);
        }
      }
    } finally {
      files.forEach(BufferPool::give);
    }
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

  /** A whole chunk, as the file has it. */
  NDArray chunkData(long[] index) {
    NDArray data = NDArray.zeros(dtype(), Arrays.stream(chunkSize()).asLongStream().toArray());
    readChunk(index, Transfer.whole(data));
    return data;
  }

  void setChunkData(long[] index, NDArray data) {
    writeChunk(index, Transfer.whole(data));
  }
}
