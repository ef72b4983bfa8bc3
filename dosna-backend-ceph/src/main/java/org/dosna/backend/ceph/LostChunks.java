package org.dosna.backend.ceph;

import java.util.ArrayList;
import java.util.List;
import org.dosna.NotFoundException;

/**
 * Looks, every now and then, whether a dataset is still there whose chunks are being read and
 * written. Chunks know nothing of their dataset: where it was deleted, missing chunks must not be
 * taken for fill value, and no new ones may be left behind.
 */
final class LostChunks {
  private static final int MANY = 256;

  private final CephDataset dataset;
  private final List<String> created = new ArrayList<>();
  private boolean toBeChecked;

  LostChunks(CephDataset dataset) {
    this.dataset = dataset;
  }

  /** Hears of what was done with a chunk. */
  void add(long[] index, ChunkTask task) {
    toBeChecked |= task.foundNone() || task.replaced();
    if (task.mayHaveCreated()) {
      addCreated(index);
    }
  }

  /** Hears of a chunk that may be a new one. */
  void addCreated(long[] index) {
    toBeChecked = true;
    created.add(dataset.objectName(index));
    if (created.size() == MANY) {
      check();
    }
  }

  /**
   * Checks that the dataset is there; removes what was written if not.
   *
   * @throws NotFoundException if the dataset was deleted
   */
  void check() {
    if (!toBeChecked) {
      return;
    }
    toBeChecked = false;
    try {
      dataset.requireCurrent();
    } catch (NotFoundException e) {
      removeCreated(e);
      throw e;
    }
    created.clear();
  }

  /** The same after a failure, which stays the one that is reported. */
  void removeAfter(Throwable failure) {
    try {
      check();
    } catch (RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  private void removeCreated(NotFoundException gone) {
    try {
      created.forEach(dataset.incarnation()::removeOwn);
    } catch (RuntimeException e) {
      gone.addSuppressed(e);
    }
  }
}
