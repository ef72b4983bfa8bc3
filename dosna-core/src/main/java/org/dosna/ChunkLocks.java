package org.dosna;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks of this process for the chunks of backends that bring none of their own. Every object for
 * the same dataset gets the same lock; different chunks may share one.
 */
final class ChunkLocks {
  private static final Lock[] LOCKS = new Lock[256];

  static {
    Arrays.setAll(LOCKS, i -> new ReentrantLock());
  }

  private ChunkLocks() {}

  static Lock of(ChunkStore dataset, long[] index) {
    int hash = Objects.hash(dataset.pool().describe(), dataset.name(), Arrays.hashCode(index));
    return LOCKS[Math.floorMod(hash, LOCKS.length)];
  }
}
