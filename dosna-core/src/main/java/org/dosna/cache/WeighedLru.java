package org.dosna.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with weights, least recently used first. Used under the lock of {@link AdaptiveCache}.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class WeighedLru<K, V> {
  private record Weighed<V>(V value, long weight) {}

  private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  long weight() {
    return weight;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The value, which is the most recently used one now. */
  Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key)).map(Weighed::value);
  }

  /** Adds a key that is not there. */
  void add(K key, V value, long added) {
    entries.put(key, new Weighed<>(value, added));
    weight += added;
  }

  /** Removes a key; false if it is not there. */
  boolean remove(K key) {
    Optional<Weighed<V>> removed = Optional.ofNullable(entries.remove(key));
    weight -= removed.map(Weighed::weight).orElse(0L);
    return removed.isPresent();
  }

  /**
   * Moves a key to another list, where it is the most recently used one; perhaps it is not there.
   */
  void move(K key, WeighedLru<K, V> to) {
    Optional<Weighed<V>> moved = Optional.ofNullable(entries.get(key));
    remove(key);
    moved.ifPresent(entry -> to.add(key, entry.value, entry.weight));
  }

  /** Removes the least recently used key, whose weight another list remembers. */
  void evict(WeighedLru<K, Boolean> ghosts) {
    K eldest = entries.keySet().iterator().next();
    long before = weight;
    remove(eldest);
    ghosts.add(eldest, true, before - weight);
  }

  /** Removes the least recently used ones until they are no heavier than that. */
  void trim(long most) {
    while (weight > most && !isEmpty()) {
      remove(entries.keySet().iterator().next());
    }
  }

  void clear() {
    entries.clear();
    weight = 0;
  }
}
