package org.dosna.backend.ceph;

/**
 * One chunk being read, written or removed, by one request or several that follow each other. Used
 * by one thread.
 */
interface ChunkTask {
  /**
   * Waits for the request that is on its way, and does what follows from its answer.
   *
   * @return whether the task is done; if not, another request is on its way
   * @throws RuntimeException if it failed; then no request is on its way
   */
  boolean advance();

  /**
   * Waits for the request that is on its way, after which nothing more is done.
   *
   * @return false if it is a change of which nobody knows whether it was done
   */
  boolean abandon();

  /** Whether there was no chunk, perhaps as the dataset was deleted; when it is done. */
  default boolean foundNone() {
    return false;
  }

  /** Whether the chunk may be a new one, perhaps of a dataset that was deleted. */
  default boolean mayHaveCreated() {
    return false;
  }

  /** Whether a whole chunk was replaced, perhaps one of a dataset that is being renamed. */
  default boolean replaced() {
    return false;
  }

  /** The memory that it takes, in bytes, that of librados included. */
  long bytes();
}
