package org.dosna.backend.ceph;

import java.util.Optional;
import java.util.function.Consumer;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.Refresh;

/**
 * The object that describes a dataset, and changes of it. Each change is one operation that also
 * checks that it is still this dataset's object. Thread safe.
 */
final class DatasetObject {
  private final CephPool pool;
  private final String name;
  private volatile DatasetAttributes known;

  DatasetObject(CephPool pool, String name, DatasetAttributes known) {
    this.pool = pool;
    this.name = name;
    this.known = known;
  }

  CephPool pool() {
    return pool;
  }

  String name() {
    return name;
  }

  IoContext io() {
    return pool.io();
  }

  /** What the dataset was made of when last looked at. */
  DatasetSpec spec() {
    return known.spec();
  }

  /** The shapes that it had when last looked at. */
  ShapeHistory history() {
    return known.history();
  }

  /** How often the dataset had been made smaller when last looked at. */
  long shrinks() {
    return known.history().shrinks();
  }

  /**
   * Looks at it again.
   *
   * @throws NotFoundException if the dataset was deleted, or made anew
   */
  DatasetAttributes refresh() {
    DatasetAttributes now = now();
    if (now.deleting()) {
      throw new NotFoundException(
          "Dataset '"
              + name
              + "' is being deleted; if nobody does so any more, delete it again to finish that");
    }
    now.renaming()
        .ifPresent(
            target -> {
              throw new NotFoundException(
                  "Dataset '"
                      + name
                      + "' is being renamed to '"
                      + target
                      + "'; if nobody does so any more, rename it again to finish that");
            });
    return now;
  }

  /** Begins to look whether it is still what is known, at the cost of a small request. */
  Refresh beginRefresh() {
    DatasetAttributes present = known;
    if (present.deleting() || present.renaming().isPresent()) {
      refresh();
      return Refresh.DONE;
    }
    return new VersionCheck(this, present.stored().version());
  }

  /** The same, also while the dataset is being deleted. */
  DatasetAttributes now() {
    Optional<DatasetAttributes> read = DatasetAttributes.read(io(), name);
    if (read.isEmpty()) {
      throw gone();
    }
    if (!read.get().isSameDataset(known)) {
      throw new NotFoundException(
          "Dataset '" + name + "' was deleted and made anew; open it again");
    }
    return newest(read.get());
  }

  /** Others may have looked later, and have had their answer before. */
  private synchronized DatasetAttributes newest(DatasetAttributes read) {
    if (read.stored().version() > known.stored().version()) {
      known = read;
    }
    return known;
  }

  private DosnaException gone() {
    return io().poolExists()
        ? new NotFoundException("Dataset '" + name + "' was deleted or renamed")
        : new NotFoundException(
            "Dataset '" + name + "' is gone: its pool was deleted, perhaps made anew");
  }

  /**
   * Changes it.
   *
   * @param lock whose holder may do so; empty if everybody may
   * @param change adds what is to be done to the operation
   * @throws NotFoundException if the dataset was deleted, or made anew
   */
  void change(Optional<DatasetLock> lock, Consumer<WriteOp> change) {
    int code = lock.map(holder -> holder.change(change)).orElseGet(() -> tryChange(change));
    if (code == Errno.ENOENT || code == Errno.ECANCELED) {
      now(); // says what happened to it
      throw new DosnaException(
          "Dataset '" + name + "' was not changed: others took its lock or changed it meanwhile");
    }
    if (code < 0) {
      throw io().failure("change", name, code);
    }
  }

  /** Changes it if it is still this dataset's object; gives what librados returns. */
  int tryChange(Consumer<WriteOp> change) {
    try (WriteOp op = new WriteOp()) {
      op.assertExists().assertAttribute(DatasetAttributes.ID, id());
      change.accept(op);
      return io().operate(op, name);
    }
  }

  /** What its chunks carry; empty if Python made it. */
  byte[] id() {
    return known.stored().attributes().getOrDefault(DatasetAttributes.ID, new byte[0]);
  }
}
