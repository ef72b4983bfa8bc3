package org.dosna.plan;

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
public final class ChunkLocks {
  private static final ReadWriteLock[] LOCKS = new ReadWriteLock[256];

  static {
    Arrays.setAll(LOCKS, i -> new ReentrantReadWriteLock());
  }

  private ChunkLocks() {}

  /**
   * Does something while the chunk does not change.
   *
   * @param <T> the type of the result
   * @param pool the pool's name
   * @param dataset the dataset's name
   * @param index the chunk
   * @param action what is done
   * @return what the action returns
   */
  public static <T> T reading(String pool, String dataset, long[] index, Supplier<T> action) {
    return locked(of(pool, dataset, index).readLock(), action);
  }

  /**
   * Does something while nobody else reads or changes the chunk.
   *
   * @param <T> the type of the result
   * @param pool the pool's name
   * @param dataset the dataset's name
   * @param index the chunk
   * @param action what is done
   * @return what the action returns
   */
  public static <T> T changing(String pool, String dataset, long[] index, Supplier<T> action) {
    return locked(of(pool, dataset, index).writeLock(), action);
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
  private static ReadWriteLock of(String pool, String dataset, long[] index) {
    int hash = Objects.hash(pool, dataset, Arrays.hashCode(index));
    return LOCKS[Math.floorMod(hash, LOCKS.length)];
  }
}
