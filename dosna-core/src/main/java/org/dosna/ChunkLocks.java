package org.dosna;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Locks of this process for the chunks of backends that bring none of their own. Every object for
 * the same dataset gets the same lock; different chunks may share one.
 */
final class ChunkLocks {
  private static final ReadWriteLock[] LOCKS = new ReadWriteLock[256];

  static {
    Arrays.setAll(LOCKS, i -> new ReentrantReadWriteLock());
  }

  private ChunkLocks() {}

  /** Does something while the chunk does not change. */
  static <T> T reading(ChunkStore dataset, long[] index, Supplier<T> action) {
    return locked(of(dataset, index).readLock(), action);
  }

  /** Does something while nobody else reads or changes the chunk. */
  static <T> T changing(ChunkStore dataset, long[] index, Supplier<T> action) {
    return locked(of(dataset, index).writeLock(), action);
  }

  private static <T> T locked(Lock lock, Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Without the cluster's name: one folder, say, may be named in several ways. */
  private static ReadWriteLock of(ChunkStore dataset, long[] index) {
    int hash = Objects.hash(dataset.pool().name(), dataset.name(), Arrays.hashCode(index));
    return LOCKS[Math.floorMod(hash, LOCKS.length)];
  }
}
