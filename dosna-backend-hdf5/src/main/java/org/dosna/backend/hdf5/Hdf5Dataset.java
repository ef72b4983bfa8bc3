package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.spi.Transfer;

/** A dataset in a folder: each chunk is a file in it. */
final class Hdf5Dataset extends Dataset {
  /** Attributes of the user's bear it, so that they cannot be confused with DosNa's own. */
  private static final String USER = "user.";

  private final Path folder;
  private final ChunkFile chunkFile;
  private final FileStore store;
  private final DatasetLocks locks;

  /** Whether it is sure that the locks are of the dataset that was opened. */
  private volatile boolean locksAreOurs;

  Hdf5Dataset(
      Pool pool,
      String name,
      DatasetSpec spec,
      DatasetLocks locks,
      ChunkFile chunkFile,
      FileStore store) {
    super(pool, name, spec);
    this.folder = locks.folder();
    this.locks = locks;
    this.locksAreOurs = locks.canTellDataset();
    this.chunkFile = chunkFile;
    this.store = store;
  }

  private Path file(long[] index) {
    return folder.resolve(Folders.chunkName(index));
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
      requireNotDeleted();
      transfer.fill(spec().fillElement());
    }
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    // A whole write is locked as well, or the read-modify-write of another would undo it.
    locks.withChunk(index, () -> publish(index, merged(index, transfer)));
  }

  /** A whole chunk's worth of what is to be written; the lock is held. */
  private Transfer merged(long[] index, Transfer transfer) {
    if (transfer.replacesChunk()) {
      return transfer;
    }
    NDArray chunk = spec().fillChunk();
    if (chunkFile.read(file(index), Transfer.whole(chunk))) {
      spec().fillOutside(index, chunk);
    }
    transfer.toChunk(chunk.array());
    return Transfer.whole(chunk);
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
      DatasetSpec found = DatasetFile.read(metadata());
      if (!found.toString().equals(spec().toString())
          || !found.fillElement().equals(spec().fillElement())) {
        throw locks.madeAnew();
      }
      locksAreOurs = true;
    }
  }

  @Override
  protected Stream<long[]> existingChunks() {
    requireNotDeleted();
    long[] grid = chunkGrid();
    return store.stream(folder)
        .map(Folders::chunkIndex)
        .flatMap(Optional::stream)
        .filter(index -> isInside(index, grid));
  }

  private static boolean isInside(long[] index, long[] grid) {
    boolean inside = index.length == grid.length;
    for (int axis = 0; inside && axis < grid.length; axis++) {
      inside = index[axis] < grid[axis];
    }
    return inside;
  }

  private void requireNotDeleted() {
    if (!Files.exists(folder.resolve(Folders.METADATA))) {
      throw new NotFoundException("The dataset in " + folder + " was deleted");
    }
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    requireNotDeleted();
    Map<String, Object> values = new TreeMap<>();
    for (Hdf5Attribute attribute : MetadataFile.read(metadata()).attributes()) {
      if (attribute.name().startsWith(USER)) {
        values.put(attribute.name().substring(USER.length()), attribute.value());
      }
    }
    return values;
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    String name = USER + attribute;
    locks.withMetadata(
        () -> {
          MetadataFile old = MetadataFile.read(metadata());
          MetadataFile changed =
              value.isPresent() ? old.with(Hdf5Attribute.of(name, value.get())) : old.without(name);
          ByteBuffer bytes = ByteBuffer.wrap(changed.toBytes());
          return publish(store.writeTemporary(folder, bytes), metadata());
        });
  }

  private Path metadata() {
    return folder.resolve(Folders.METADATA);
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
