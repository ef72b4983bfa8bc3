package org.dosna.backend.ceph;

import java.util.Optional;

/** Removes a chunk, if it is there. */
final class ChunkRemoval implements ChunkTask {
  private final ChunkObject chunk;
  private final Optional<DatasetLock> lock;
  private Request request;
  private Optional<ChunkLook> look = Optional.empty();
  private int rounds;
  private boolean missing;

  /** Begins to remove it. */
  ChunkRemoval(ChunkObject chunk) {
    this(chunk, Optional.empty());
  }

  /**
   * Begins to remove it.
   *
   * @param lock the lock of a dataset that is deleted, with what others of its name have left
   */
  ChunkRemoval(ChunkObject chunk, Optional<DatasetLock> lock) {
    this.chunk = chunk;
    this.lock = lock;
    this.request = send();
  }

  private Request send() {
    try (WriteOp op = new WriteOp()) {
      return op.assertAttribute(DatasetAttributes.ID, chunk.incarnation().likelyId())
          .remove()
          .submit(chunk.io(), chunk.name());
    }
  }

  /** Whatever it is, if it is the same still. */
  private Request sendForeign(long version) {
    try (WriteOp op = new WriteOp()) {
      return op.assertVersion(version).remove().submit(chunk.io(), chunk.name());
    }
  }

  /** The request that is on its way, or was. */
  Request request() {
    return request;
  }

  /** Does all that is to be done. */
  void finish() {
    boolean done = false;
    while (!done) {
      done = advance();
    }
  }

  @Override
  public boolean advance() {
    if (look.isPresent()) {
      Optional<ChunkLook.Found> there = look.get().await();
      look = Optional.empty();
      return looked(there);
    }
    int code = request.await();
    if (code == Errno.ECANCELED || code == Errno.ERANGE || code == Errno.EOVERFLOW) {
      rounds++;
      chunk.requireRounds(rounds);
      look = Optional.of(ChunkLook.begin(chunk));
      return false;
    }
    if (code < 0 && code != Errno.ENOENT) {
      throw chunk.failure("remove", code);
    }
    missing = code < 0;
    return true;
  }

  private boolean looked(Optional<ChunkLook.Found> there) {
    if (there.filter(chunk.incarnation()::owns).isPresent()) {
      request = send();
    } else if (there.isPresent() && lock.isPresent()) {
      // Held after it was seen: so it is none of a dataset that was made anew.
      lock.get().requireHeld();
      request = sendForeign(there.get().version());
    } else {
      missing = true;
    }
    return missing;
  }

  @Override
  public boolean abandon() {
    if (look.isPresent()) {
      look.get().abandon();
      return true;
    }
    return request.await() != Errno.ETIMEDOUT;
  }

  @Override
  public boolean foundNone() {
    return missing;
  }

  @Override
  public long bytes() {
    return 0;
  }
}
