package org.dosna.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.dosna.Arguments;

/**
 * Locks of this process by name. Each is there as long as somebody wants it, so that nobody waits
 * for who does something else. Thread safe.
 *
 * @param <K> the type of the names
 */
public final class NamedLocks<K> {
  /** A lock, and how many threads hold it or wait for it. */
  private record Wanted(ReentrantLock lock, int threads) {
    Wanted plus(int more) {
      return new Wanted(lock, threads + more);
    }
  }

  private final Map<K, Wanted> wanted = new ConcurrentHashMap<>();

  /** Without locks, at first. */
  public NamedLocks() {}

  /**
   * The lock of a name.
   *
   * @param name the name
   * @return a lock that is the same for all until they give it back
   */
  public ReentrantLock take(K name) {
    Arguments.require("name", name);
    return wanted.compute(
            name,
            (same, others) -> others == null ? new Wanted(new ReentrantLock(), 1) : others.plus(1))
        .lock;
  }

  /**
   * Gives a lock back.
   *
   * @param name the name, as often as it was taken
   */
  public void give(K name) {
    Arguments.require("name", name);
    wanted.computeIfPresent(name, (same, all) -> all.threads == 1 ? null : all.plus(-1));
  }
}
