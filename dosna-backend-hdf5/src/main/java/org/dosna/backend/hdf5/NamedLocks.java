package org.dosna.backend.hdf5;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks of this process by name. Each is there as long as somebody wants it, so that nobody waits
 * for who does something else. Thread safe.
 */
final class NamedLocks<K> {
  /** A lock, and how many threads hold it or wait for it. */
  private record Wanted(Lock lock, int threads) {
    Wanted plus(int more) {
      return new Wanted(lock, threads + more);
    }
  }

  private final Map<K, Wanted> wanted = new ConcurrentHashMap<>();

  /** The lock of a name, to be given back. */
  Lock take(K name) {
    return wanted.compute(
            name,
            (same, others) -> others == null ? new Wanted(new ReentrantLock(), 1) : others.plus(1))
        .lock;
  }

  void give(K name) {
    wanted.computeIfPresent(name, (same, all) -> all.threads == 1 ? null : all.plus(-1));
  }
}
