package org.dosna.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A map that holds a bounded weight: a segmented LRU. What was put goes first, least recently put
 * first, unless it was used again; so reading through everything once leaves what is used often.
 * Thread safe; each method takes well below a microsecond.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class SegmentedLru<K, V> {
  private record Weighed<V>(V value, long weight) {}

  private final long most;

  /** As much may be kept of what was used again. */
  private final long mostUsed;

  private final Map<K, Weighed<V>> fresh = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<K, Weighed<V>> used = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;
  private long usedWeight;

  SegmentedLru(long most) {
    this.most = most;
    this.mostUsed = most / 5 * 4;
  }

  long most() {
    return most;
  }

  synchronized Optional<V> get(K key) {
    Weighed<V> found = used.get(key);
    if (found == null) {
      found = fresh.remove(key);
      if (found != null) {
        use(key, found);
      }
    }
    return Optional.ofNullable(found).map(Weighed::value);
  }

  private void use(K key, Weighed<V> again) {
    used.put(key, again);
    usedWeight += again.weight;
    Iterator<Map.Entry<K, Weighed<V>>> eldest = used.entrySet().iterator();
    while (usedWeight > mostUsed) {
      Map.Entry<K, Weighed<V>> back = eldest.next();
      eldest.remove();
      usedWeight -= back.getValue().weight;
      fresh.put(back.getKey(), back.getValue());
    }
  }

  /**
   * Keeps a value, and drops others for it; does nothing if it is heavier than all may be.
   *
   * @param stillRight whether the value may be kept, asked while nobody else removes anything
   */
  synchronized void put(K key, V value, long valueWeight, BooleanSupplier stillRight) {
    if (valueWeight > most || !stillRight.getAsBoolean()) {
      return;
    }
    remove(key);
    while (weight + valueWeight > most) {
      remove((fresh.isEmpty() ? used : fresh).keySet().iterator().next());
    }
    fresh.put(key, new Weighed<>(value, valueWeight));
    weight += valueWeight;
  }

  synchronized void remove(K key) {
    Weighed<V> wasFresh = fresh.remove(key);
    if (wasFresh != null) {
      weight -= wasFresh.weight;
    }
    Weighed<V> wasUsed = used.remove(key);
    if (wasUsed != null) {
      weight -= wasUsed.weight;
      usedWeight -= wasUsed.weight;
    }
  }

  synchronized void clear() {
    fresh.clear();
    used.clear();
    weight = 0;
    usedWeight = 0;
  }
}
