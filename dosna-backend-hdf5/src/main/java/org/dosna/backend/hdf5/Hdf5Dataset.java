package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/** A dataset in a folder: each chunk is a file in it. */
final class Hdf5Dataset extends Dataset {
  private final Path folder;
  private final ChunkFile chunkFile;
  private final FileStore store;
  private final DatasetLocks locks;
  private final Description description;
  private final Supplier<DatasetSpec> spec;

  /** Whether it is sure that the locks are of the dataset that was opened. */
  private volatile boolean locksAreOurs;

  Hdf5Dataset(
      Pool pool, String name, DatasetLocks locks, Description description, FileStore store) {
    this(pool, name, locks, description, store, description::shown);
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private Hdf5Dataset(
      Pool pool,
      String name,
      DatasetLocks locks,
      Description description,
      FileStore store,
      Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.folder = locks.folder();
    this.locks = locks;
    this.description = description;
    this.locksAreOurs = locks.canTellDataset();
    this.store = store;
    this.spec = spec;
    this.chunkFile = new ChunkFile(spec.get(), store);
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
          requireCurrent();
          description.refresh();
          DatasetSpec before = description.shown();
          DatasetSpec after = before.shape(change.apply(before.shape()));
          // What others left outside, Python's padding say, must not come to light.
          dropOutside(before);
          description.setShape(before, before.covering(after));
          try {
            fill.accept(new Hdf5Dataset(pool(), name(), locks, description, store, () -> after));
          } catch (RuntimeException | Error e) {
            showAfter(e, before);
            throw e;
          }
          show(after);
        });
  }

  private void show(DatasetSpec spec) {
    description.setShape(spec, spec);
    dropOutside(spec);
  }

  /** The failure stays the one that is reported; what is not tidied up now the next resize does. */
  private void showAfter(Throwable failure, DatasetSpec before) {
    try {
      show(before);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes chunks outside a shape, and gives fill value to what of others lies outside. */
  private void dropOutside(DatasetSpec shown) {
    try (Stream<long[]> chunks = storedChunks()) {
      chunks.forEach(index -> locks.withChunk(index, () -> dropOutside(shown, index)));
    }
  }

  private boolean dropOutside(DatasetSpec shown, long[] index) {
    if (!shown.hasChunk(index)) {
      return store.delete(file(index));
    }
    if (Arrays.equals(shown.extent(index), shown.chunkSize())) {
      return false;
    }
    NDArray chunk = shown.fillChunk();
    boolean stored = chunkFile.read(file(index), Transfer.whole(chunk));
    NDArray clean = chunk.get("...");
    shown.fillOutside(index, clean);
    boolean dirty = stored && !clean.equals(chunk);
    if (dirty) {
      publish(index, Transfer.whole(clean));
    }
    return dirty;
  }

  private Path file(long[] index) {
    return folder.resolve(Folders.chunkName(index));
  }

  @Override
  protected boolean doDelete() {
    return locks.withMetadata(
        () -> {
          requireCurrent();
          return super.doDelete();
        });
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    boolean created =
        locks.withChunk(
            index,
            () -> {
              boolean missing = !doHasChunk(index);
              if (missing) {
                publish(index, Transfer.whole(spec().fillChunk()));
              }
              return missing;
            });
    return created ? Optional.of(new Hdf5Chunk(this, index)) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return doHasChunk(index) ? Optional.of(new Hdf5Chunk(this, index)) : Optional.empty();
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    boolean exists = Files.exists(file(index));
    if (!exists) {
      requireNotDeleted();
    }
    return exists;
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return locks.withChunk(
        index,
        () -> {
          requireCurrent();
          return store.delete(file(index));
        });
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    if (!chunkFile.read(file(index), transfer)) {
      fill(transfer);
    }
  }

  /** Small chunks are copied several at a time: neighbours are faster together. */
  @Override
  protected void walk(Iterator<ChunkStep> lane) {
    Batches batches = new Batches(lane, chunkFile.together());
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
        if (output.filter(this::replaces).isPresent()) {
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
    List<ChunkBytes> chunks = new ArrayList<>();
    try {
      for (ChunkStep step : steps) {
        try {
          Optional<Transfer> input = step.input();
          Optional<ChunkBytes> chunk = input.flatMap(transfer -> fetch(step.index(), transfer));
          chunk.ifPresent(chunks::add);
          chunk.flatMap(bytes -> input).ifPresent(transfers::add);
        } catch (RuntimeException e) {
          throw failed(step, e);
        }
      }
      Transfer.fromChunkBytes(transfers, chunks);
    } finally {
      chunks.forEach(chunk -> BufferPool.give(chunk.bytes()));
    }
  }

  /** A chunk's bytes, to be put in their place with others'; empty if that is already done. */
  private Optional<ChunkBytes> fetch(long[] index, Transfer transfer) {
    if (!chunkFile.isMostOf(transfer)) {
      readChunk(index, transfer);
      return Optional.empty();
    }
    Optional<ChunkBytes> bytes = chunkFile.fetch(file(index), transfer);
    if (bytes.isEmpty()) {
      fill(transfer);
    }
    return bytes;
  }

  private void fill(Transfer transfer) {
    requireNotDeleted();
    transfer.fill(spec().fillElement());
  }

  private boolean replaces(Transfer transfer) {
    return transfer.replacesChunk() && chunkFile.isWhole(transfer);
  }

  private void writeTogether(List<ChunkStep> steps, List<Transfer> wholes) {
    List<ByteBuffer> files = chunkFile.prepare(wholes);
    try {
      for (int n = 0; n < files.size(); n++) {
        ByteBuffer file = files.get(n);
        Transfer whole = wholes.get(n);
        ChunkStep step = steps.get(n);
        try {
          write(step.index(), whole, () -> chunkFile.writeTemporary(folder, file));
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
  protected void writeChunk(long[] index, Transfer transfer) {
    write(index, transfer, () -> chunkFile.writeTemporary(folder, transfer));
  }

  /**
   * Writes a part of a chunk.
   *
   * @param writeWhole writes the temporary file if the part turns out to be the whole chunk
   */
  private void write(long[] index, Transfer transfer, Supplier<Path> writeWhole) {
    // A whole write is locked as well, or the read-modify-write of another would undo it.
    locks.withChunk(
        index,
        () -> {
          description.refresh();
          Transfer whole = merged(index, transfer, description.kept());
          return whole == transfer ? publish(writeWhole.get(), file(index)) : publish(index, whole);
        });
  }

  /** A whole chunk's worth of what is to be written; the lock is held. */
  private Transfer merged(long[] index, Transfer transfer, DatasetSpec kept) {
    if (!kept.hasChunk(index)) {
      throw new DosnaException(
          "Chunk "
              + Arrays.toString(index)
              + " is outside the dataset since it was resized to "
              + Arrays.toString(kept.shape()));
    }
    boolean replaces = transfer.replacesChunk() && transfer.elements() == size(kept.extent(index));
    if (replaces && transfer.elements() == size(kept.chunkSize())) {
      return transfer;
    }
    NDArray chunk = kept.fillChunk();
    if (!replaces && chunkFile.read(file(index), Transfer.whole(chunk))) {
      kept.fillOutside(index, chunk);
    }
    transfer.toChunk(chunk.array());
    return Transfer.whole(chunk);
  }

  private static long size(int[] extent) {
    return Arrays.stream(extent).asLongStream().reduce(1, (a, b) -> a * b);
  }

  private Path publish(long[] index, Transfer transfer) {
    return publish(chunkFile.writeTemporary(folder, transfer), file(index));
  }

  /**
   * Gives a temporary file its name. Checks before that the folder is still this dataset's: as the
   * file can only be renamed in the folder that it was written to, nothing gets into another one.
   */
  private Path publish(Path temporary, Path file) {
    store.publish(temporary, file, this::requireCurrent);
    return file;
  }

  /** Makes sure, with a lock held, that no other dataset has taken this one's place. */
  private void requireCurrent() {
    locks.requireCurrent();
    if (!locksAreOurs) {
      // The lock file was made after the dataset was opened: perhaps with another dataset.
      description.refresh();
      locksAreOurs = true;
    }
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return storedChunks().filter(spec()::hasChunk);
  }

  private Stream<long[]> storedChunks() {
    requireNotDeleted();
    int axes = ndim();
    return store.stream(folder)
        .map(Folders::chunkIndex)
        .flatMap(Optional::stream)
        .filter(index -> index.length == axes);
  }

  private void requireNotDeleted() {
    if (!Files.exists(folder.resolve(Folders.METADATA))) {
      FileStore.requireSearchable(folder);
      throw new NotFoundException("The dataset in " + folder + " was deleted");
    }
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
