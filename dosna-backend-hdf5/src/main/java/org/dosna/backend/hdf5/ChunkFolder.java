package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.format.RegularFile;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.FilePaths;
import org.dosna.spi.Transfer;

/** The chunks of a dataset: files in its folder. Each method is atomic; thread safe. */
final class ChunkFolder {
  private final Path folder;
  private final ChunkFiles chunkFiles;
  private final FileStore store;
  private final DatasetLocks locks;
  private final DatasetDescription description;

  /** Which chunks were written, if that is recorded. */
  private final Optional<WriteRecord> record;

  /** Whether it is sure that the locks are of the dataset that was opened. */
  private volatile boolean locksAreOurs;

  ChunkFolder(DatasetLocks locks, DatasetDescription description, FileStore store) {
    this.folder = locks.folder();
    this.chunkFiles = ChunkFiles.of(description.content(), store);
    this.store = store;
    this.locks = locks;
    this.description = description;
    this.locksAreOurs = locks.canTellDataset();
    this.record =
        Optional.of(description.shown())
            .filter(DatasetSpec::recordsWrites)
            .map(spec -> new WriteRecord(folder, store, spec.shape().length));
  }

  private Path file(long[] index) {
    return folder.resolve(Folders.chunkName(index));
  }

  Path folder() {
    return folder;
  }

  /** Whether a chunk was inside the dataset's shape at any time. */
  boolean everHad(long[] index) {
    return description.everHadChunk(index);
  }

  /** Whether a chunk is inside the shape that writers keep. */
  boolean isInside(long[] index) {
    return description.kept().hasChunk(index);
  }

  /** Gives a damaged chunk's file another name, which is told. */
  Path setAside(long[] index) {
    Path file = file(index);
    Path aside = Folders.setAside(file);
    locks.withChunk(
        index,
        () -> {
          requireCurrent();
          forget(index);
          store.rename(file, aside);
          return aside;
        });
    return aside;
  }

  boolean has(long[] index) {
    boolean exists = FileStore.hasFile(file(index));
    if (!exists) {
      requireNotDeleted();
    }
    return exists;
  }

  /** Creates a chunk of fill value; false if it is there. */
  boolean create(long[] index) {
    return locks.withChunk(
        index,
        () -> {
          boolean missing = !has(index);
          if (missing) {
            publish(index, Transfer.whole(description.shown().fillChunk()));
          }
          return missing;
        });
  }

  /** Deletes a chunk; false if it is not there. */
  boolean delete(long[] index) {
    return locks.withChunk(
        index,
        () -> {
          requireCurrent();
          return deleteFile(index);
        });
  }

  /** Out of the record first: what is in it must be there. The chunk's lock is held. */
  private boolean deleteFile(long[] index) {
    forget(index);
    return store.delete(file(index));
  }

  private void forget(long[] index) {
    record.ifPresent(marks -> marks.clear(index, this::requireCurrent));
  }

  /** The chunks that were written, as the record says, also those outside the shape. */
  Stream<long[]> recorded() {
    return record.map(WriteRecord::chunks).orElse(Stream.empty());
  }

  private boolean isRecorded(long[] index) {
    return record.filter(marks -> marks.contains(index)).isPresent();
  }

  /** Whether a chunk is recorded but not there; then it may be taken out of the record. */
  boolean isLost(long[] index, boolean forget) {
    return locks.withChunk(
        index,
        () -> {
          requireCurrent();
          boolean lost = isRecorded(index) && !FileStore.hasFile(file(index));
          if (lost && forget) {
            forget(index);
          }
          return lost;
        });
  }

  void read(long[] index, Transfer transfer) {
    if (!chunkFiles.read(index, file(index), transfer)) {
      fill(transfer);
    }
  }

  /** A chunk's bytes, to be put in their place with others'; empty if that is already done. */
  Optional<ChunkBytes> fetch(long[] index, Transfer transfer) {
    if (!chunkFiles.isMostOf(transfer)) {
      read(index, transfer);
      return Optional.empty();
    }
    Optional<ChunkBytes> bytes = chunkFiles.fetch(index, file(index), transfer);
    if (bytes.isEmpty()) {
      fill(transfer);
    }
    return bytes;
  }

  private void fill(Transfer transfer) {
    requireNotDeleted();
    transfer.fill(description.shown().fillElement());
  }

  /** How many chunks may be copied together. */
  int together() {
    return chunkFiles.together();
  }

  /** Whether writing a transfer puts a new file in the place of what is there. */
  boolean replaces(Transfer transfer) {
    return transfer.replacesChunk() && chunkFiles.isWhole(transfer);
  }

  /** The files of whole chunks, to be {@link #write written} and then given to AlignedBuffers. */
  List<ByteBuffer> prepare(List<ChunkTransfer> wholes) {
    return chunkFiles.prepare(wholes);
  }

  /** Writes a part of a chunk. */
  void write(long[] index, Transfer transfer) {
    // A whole write is locked as well, or the read-modify-write of another would undo it.
    locks.withChunk(
        index,
        () -> {
          description.refresh();
          return publish(index, merged(index, transfer, description.kept()));
        });
  }

  /**
   * Writes a whole chunk whose file was {@link #prepare prepared}. It is written before the lock is
   * taken, which is then held for the renaming alone. That the lock is this dataset's tells that
   * the file was written to its folder, too.
   */
  void write(long[] index, Transfer whole, ByteBuffer file) {
    Path temporary = writeTemporary(index, file);
    try {
      locks.withChunk(
          index,
          () -> {
            description.refresh();
            Transfer merged = merged(index, whole, description.kept());
            if (merged == whole) {
              return publish(index, temporary, () -> {});
            }
            store.delete(temporary);
            return publish(index, merged);
          });
    } catch (RuntimeException e) {
      store.discard(temporary, e);
      throw e;
    }
  }

  private Path writeTemporary(long[] index, ByteBuffer file) {
    try {
      return chunkFiles.writeTemporary(file(index), file);
    } catch (DosnaException e) {
      locks.requireCurrent(); // says it better, if the dataset has gone
      throw e;
    }
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
    boolean replaces =
        transfer.replacesChunk() && transfer.elements() == kept.grid().extentElements(index);
    if (replaces && transfer.elements() == kept.grid().chunkElements()) {
      return transfer;
    }
    NDArray chunk = kept.fillChunk();
    if (!replaces && chunkFiles.read(index, file(index), Transfer.whole(chunk))) {
      kept.fillOutside(index, chunk);
    }
    transfer.toChunk(chunk.array());
    return Transfer.whole(chunk);
  }

  /**
   * Writes a chunk. Checks after that that the folder is still this dataset's: as a file can only
   * be renamed in the folder that it was written to, nothing gets into another one.
   */
  private Path publish(long[] index, Transfer transfer) {
    Path temporary = chunkFiles.writeTemporary(file(index), index, transfer);
    return publish(index, temporary, this::requireCurrent);
  }

  /** Gives a temporary file its name. Then the chunk is recorded, if chunks are. */
  private Path publish(long[] index, Path temporary, Runnable check) {
    Path file = file(index);
    store.publish(temporary, file, check);
    record.ifPresent(marks -> marks.set(index, this::requireCurrent));
    return file;
  }

  /** Makes sure, with a lock held, that no other dataset has taken this one's place. */
  void requireCurrent() {
    locks.requireCurrent();
    if (!locksAreOurs) {
      // The lock file was made after the dataset was opened: perhaps with another dataset.
      description.refresh();
      locksAreOurs = true;
    }
  }

  /** What tells this version of a chunk from others; empty if nothing does. */
  Optional<FileStamp> stamp(long[] index) {
    return FileStamp.of(file(index));
  }

  /** The size of a chunk's file; 0 if there is none. */
  long storedBytes(long[] index) {
    Path file = file(index);
    try {
      return RegularFile.find(file).map(BasicFileAttributes::size).orElse(0L);
    } catch (IOException e) {
      throw FilePaths.failed("look at", file, e);
    }
  }

  /** The chunks that are there, also those outside the shape. */
  Stream<long[]> stored() {
    requireNotDeleted();
    int axes = description.shown().shape().length;
    return store.stream(folder)
        .map(Folders::chunkIndex)
        .flatMap(Optional::stream)
        .filter(index -> index.length == axes);
  }

  private void requireNotDeleted() {
    if (!FileStore.hasFile(folder.resolve(Folders.METADATA))) {
      FileStore.requireSearchable(folder);
      throw new NotFoundException("The dataset in " + folder + " was deleted");
    }
  }

  /**
   * Deletes chunks outside a shape, and gives fill value to what of others lies outside.
   *
   * @return those left that are outside every shape that the dataset ever had: they are not ours
   */
  List<long[]> dropOutside(DatasetSpec shown) {
    List<long[]> strangers = new ArrayList<>();
    // Also what was lost: it is not the chunk of that place in a later, larger shape.
    Stream<long[]> lost = recorded().filter(index -> !shown.hasChunk(index));
    try (Stream<long[]> chunks = Stream.concat(stored(), lost)) {
      chunks.forEach(
          index -> {
            if (shown.hasChunk(index) || description.everHadChunk(index)) {
              locks.withChunk(index, () -> dropOutside(shown, index));
            } else {
              strangers.add(index);
            }
          });
    }
    return strangers;
  }

  private boolean dropOutside(DatasetSpec shown, long[] index) {
    if (!shown.hasChunk(index)) {
      return deleteFile(index);
    }
    if (Arrays.equals(shown.extent(index), shown.chunkSize())) {
      return false;
    }
    NDArray chunk = shown.fillChunk();
    boolean stored = chunkFiles.read(index, file(index), Transfer.whole(chunk));
    NDArray clean = chunk.get("...");
    shown.fillOutside(index, clean);
    boolean dirty = stored && !clean.equals(chunk);
    if (dirty) {
      publish(index, Transfer.whole(clean));
    }
    return dirty;
  }
}
