package org.dosna.cache;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A map that holds a bounded weight: an adaptive replacement cache (ARC, Megiddo and Modha 2003).
 * What was used once and what was used again share the weight, and what was dropped too early of
 * one makes it larger: so who reads on and on keeps what he read last, and reading through
 * everything once leaves what is used often. Thread safe; each method takes about a microsecond.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class AdaptiveCache<K, V> {
  private final long most;
  private final WeighedLru<K, V> once = new WeighedLru<>();
  private final WeighedLru<K, V> again = new WeighedLru<>();

  /** What was dropped not long ago. */
  private final WeighedLru<K, Boolean> droppedOnce = new WeighedLru<>();

  private final WeighedLru<K, Boolean> droppedAgain = new WeighedLru<>();

  /** How much of the weight what was used once should have. */
  private double share;

  AdaptiveCache(long most) {
    this.most = most;
  }

  long most() {
    return most;
  }

  synchronized Optional<V> get(K key) {
    once.move(key, again);
    return again.get(key);
  }

  /**
   * Keeps a value, and drops others for it; does nothing if it is heavier than all may be.
   *
   * @param stillRight whether the value may be kept, asked while nobody else removes anything
   */
  synchronized void put(K key, V value, long weight, BooleanSupplier stillRight) {
    if (weight > most || !stillRight.getAsBoolean()) {
      return;
    }
    once.remove(key);
    boolean known = again.remove(key) || droppedTooEarly(key, weight);
    while (once.weight() + again.weight() + weight > most) {
      if (!once.isEmpty() && (once.weight() > share || again.isEmpty())) {
        once.evict(droppedOnce);
      } else {
        again.evict(droppedAgain);
      }
    }
    (known ? again : once).add(key, value, weight);
    droppedOnce.trim(most - once.weight());
    droppedAgain.trim(most - again.weight());
  }

  private boolean droppedTooEarly(K key, long weight) {
    double before = (double) droppedOnce.weight();
    double beforeAgain = (double) droppedAgain.weight();
    if (droppedOnce.remove(key)) {
      share = Math.min((double) most, share + weight * Math.max(1, beforeAgain / before));
      return true;
    }
    if (droppedAgain.remove(key)) {
      share = Math.max(0, share - weight * Math.max(1, before / beforeAgain));
      return true;
    }
    return false;
  }

  synchronized void remove(K key) {
    once.remove(key);
    again.remove(key);
  }

  synchronized void clear() {
    once.clear();
    again.clear();
    droppedOnce.clear();
    droppedAgain.clear();
  }
}
