package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dosna.AlreadyExistsException;
import org.dosna.DatasetSpec;

/**
 * Gives a dataset another path: its chunks are copied, and then the objects that describe it are
 * switched. An object of the new name, which is no dataset yet, keeps the name free from others
 * meanwhile; the old dataset is read and written until the last chunks are compared. Who dies on
 * the way leaves the old dataset as it was, or marked as being renamed, or both datasets; renaming
 * it again finishes that.
 */
final class DatasetRename {
  private final IoContext io;
  private final DatasetObject source;
  private final DatasetLock lock;
  private final String target;
  private final ChunkFormat format;
  private final Incarnation incarnation;

  private DatasetRename(DatasetObject source, DatasetLock lock, String target) {
    this.io = source.io();
    this.source = source;
    this.lock = lock;
    this.target = target;
    this.format = new ChunkFormat(source.spec(), source.id());
    this.incarnation = new Incarnation(source);
  }

  /**
   * Renames a dataset.
   *
   * @throws AlreadyExistsException if there is anything of the new path
   */
  static void rename(DatasetObject source, String target) {
    try (DatasetLock lock = DatasetLock.take(source)) {
      new DatasetRename(source, lock, target).run();
      lock.gone();
    }
  }

  private void run() {
    reserve();
    try {
      copyChanged();
      source.change(
          Optional.of(lock),
          op -> op.setAttribute(DatasetAttributes.RENAMING, target.getBytes(UTF_8)));
      // Those who had begun to write before they could see that.
      while (copyChanged()) {
        lock.requireHeld();
      }
      publish();
    } catch (RuntimeException | Error e) {
      giveUp(e);
      throw e;
    }
    moveSetAside();
    source.pool().removeChunks(source, source.name(), lock);
    source.change(Optional.of(lock), WriteOp::remove);
  }

  /** Takes the new name, or finds that a renaming of this dataset has done so that did not end. */
  private void reserve() {
    byte[] reservation = reservation();
    try (WriteOp op = new WriteOp()) {
      int code = io.operate(op.createExclusive().writeFull(reservation), target);
      boolean mine =
          code == Errno.EEXIST
              && io.read(target, reservation.length + 1)
                  .filter(object -> Arrays.equals(object.content(), reservation))
                  .isPresent();
      if (code == Errno.EEXIST && !mine) {
        throw new AlreadyExistsException(
            "'" + source.name() + "' cannot be renamed to '" + target + "', which exists already");
      }
      if (code < 0 && !mine) {
        throw io.failure("create", target, code);
      }
    }
  }

  private byte[] reservation() {
    return ("DosNa reserved for " + source.name()).getBytes(UTF_8);
  }

  /** Copies the chunks that are not the same there; whether there were any. */
  private boolean copyChanged() {
    boolean changed = false;
    DatasetSpec spec = source.spec();
    try (ObjectListing objects = io.list()) {
      for (int count = 0; objects.hasNext(); count++) {
        if (count % 256 == 0) {
          lock.requireHeld();
        }
        Optional<long[]> index = ObjectNames.chunkIndex(source.name(), objects.next().name());
        if (index.isPresent() && spec.hasChunk(index.get())) {
          changed |= copy(index.get());
        }
      }
    }
    return changed;
  }

  /** Damaged chunks that were set aside stay the dataset's. */
  private void moveSetAside() {
    try (Stream<String> names = io.list().names()) {
      names
          .filter(name -> SetAside.isOne(source.name(), name))
          .forEach(
              name ->
                  SetAside.move(
                      new ChunkObject(io, name, new long[0], format, incarnation),
                      target + name.substring(source.name().length())));
    }
  }

  private boolean copy(long[] index) {
    ChunkObject object =
        new ChunkObject(io, ObjectNames.chunk(source.name(), index), index, format, incarnation);
    int bytes = format.maxStored() + 1; // one more shows whether it is too long
    Optional<StoredObject> from = io.read(object.name(), bytes).filter(incarnation::owns);
    String to = ObjectNames.chunk(target, index);
    if (from.isEmpty() || from.get().isSame(io.read(to, bytes))) {
      return false;
    }
    StoredObject chunk = from.get();
    object.requireSize(chunk.content().length);
    try (WriteOp op = new WriteOp()) {
      op.writeFull(chunk.content());
      chunk.attributes().forEach(op::setAttribute);
      int code = io.operate(op, to);
      if (code < 0) {
        throw io.failure("write", to, code);
      }
    }
    return true;
  }

  /** Makes the new dataset's object what the old one's is. */
  private void publish() {
    Map<String, byte[]> attributes = new TreeMap<>(source.now().stored().attributes());
    attributes.remove(DatasetAttributes.RENAMING);
    attributes.remove(DatasetLock.ATTRIBUTE);
    try (WriteOp op = new WriteOp()) {
      op.assertExists().writeFull(DatasetAttributes.SIGNATURE);
      attributes.forEach(op::setAttribute);
      lock.requireHeld();
      int code = io.operate(op, target);
      if (code < 0) {
        throw io.failure("create", target, code);
      }
    }
  }

  /** Takes back what was done, as far as that can be. */
  private void giveUp(Throwable failure) {
    try {
      source.pool().removeChunks(source, target, lock);
      io.remove(target);
      source.change(Optional.of(lock), op -> op.removeAttribute(DatasetAttributes.RENAMING));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
