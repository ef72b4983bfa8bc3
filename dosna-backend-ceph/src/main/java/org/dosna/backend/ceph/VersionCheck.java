package org.dosna.backend.ceph;

import org.dosna.NotFoundException;
import org.dosna.spi.Refresh;

/**
 * Asks whether the object of a dataset still has the version that is known, while others of its
 * objects are read. If not, it is looked at again. Thread safe; to be awaited in any case.
 */
final class VersionCheck implements Refresh {
  private final DatasetObject dataset;
  private final Request request;
  private boolean answered;
  private boolean isSame;

  /** Begins to ask. */
  VersionCheck(DatasetObject dataset, long version) {
    this.dataset = dataset;
    try (ReadOp op = new ReadOp()) {
      this.request = op.assertVersion(version).submit(dataset.io(), dataset.name());
    }
  }

  /**
   * Waits for the answer.
   *
   * @throws NotFoundException if the dataset was deleted, or made anew
   */
  @Override
  public synchronized boolean await() {
    if (!answered) {
      int code = request.await();
      isSame = code >= 0;
      if (code == Errno.ENOENT || code == Errno.ERANGE || code == Errno.EOVERFLOW) {
        dataset.refresh();
      } else if (!isSame) {
        throw dataset.io().failure(IoContext.READ, dataset.name(), code);
      }
      answered = true;
    }
    return isSame;
  }
}
