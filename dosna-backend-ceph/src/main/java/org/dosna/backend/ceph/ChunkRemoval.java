package org.dosna.backend.ceph;

/** Removes a chunk, if it is there. */
final class ChunkRemoval implements ChunkTask {
  private final IoContext io;
  private final String object;
  private final Request request;
  private boolean missing;

  /** Begins to remove it. */
  ChunkRemoval(IoContext io, String object) {
    this.io = io;
    this.object = object;
    this.request = io.beginRemove(object);
  }

  @Override
  public boolean advance() {
    missing = !io.removed(object, request);
    return true;
  }

  @Override
  public boolean abandon() {
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
