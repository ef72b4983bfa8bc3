package org.dosna.cache;

import java.nio.LongBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Decoded chunks of a cluster's datasets. May be shared by threads.
 *
 * <p>What this process changes meanwhile is not kept: who reads takes a {@link #ticket} before,
 * with which the chunk is only kept if none of its elements were changed, or being changed, since.
 */
public final class ChunkCache {
  /** Chunks share counters: that costs a read more, seldom. */
  private static final int COUNTERS = 1 << 10;

  /** What an entry takes beside its elements. */
  private static final int OVERHEAD = 256;

  /**
   * A chunk.
   *
   * @param place where its dataset is
   * @param form what tells it from chunks of an earlier dataset of that place
   * @param index its position in the chunk grid
   */
  record Key(String place, String form, LongBuffer index) {}

  /**
   * How things are before a chunk is read.
   *
   * @param epoch how often its dataset had been forgotten
   * @param changes how often it had been changed
   * @param free whether nobody was changing it
   */
  record Ticket(long epoch, long changes, boolean free) {}

  private record Entry(long epoch, Object stamp, Object elements) {}

  private final AdaptiveCache<Key, Entry> chunks;
  private final boolean trusts;
  private final AtomicLongArray epochs = new AtomicLongArray(COUNTERS);
  private final AtomicLongArray changes = new AtomicLongArray(COUNTERS);
  private final AtomicLongArray changing = new AtomicLongArray(COUNTERS);

  /**
   * An empty cache.
   *
   * @param options how much it holds, and what it trusts
   */
  public ChunkCache(CacheOptions options) {
    this.chunks = new AdaptiveCache<>(options.bytes());
    this.trusts = options.trusts();
  }

  /**
   * Whether what was read is right until the dataset is opened again.
   *
   * @return if not, the store's stamp is asked for at each read
   */
  public boolean trusts() {
    return trusts;
  }

  boolean holds(long bytes) {
    return bytes + OVERHEAD <= chunks.most();
  }

  /**
   * Forgets a dataset.
   *
   * @param place where it is
   */
  public void forget(String place) {
    epochs.incrementAndGet(counter(place));
  }

  /** Forgets everything. */
  public void forgetAll() {
    for (int n = 0; n < COUNTERS; n++) {
      epochs.incrementAndGet(n);
    }
    chunks.clear();
  }

  private static int counter(Object of) {
    return Math.floorMod(of.hashCode() * 0x9E3779B9, COUNTERS);
  }

  private long epoch(Key key) {
    return epochs.get(counter(key.place));
  }

  Optional<Object> elements(Key key, Object stamp) {
    long epoch = epoch(key);
    return chunks
        .get(key)
        .filter(entry -> entry.epoch == epoch && entry.stamp.equals(stamp))
        .map(Entry::elements);
  }

  /** To be taken before a chunk's stamp is asked for. */
  Ticket ticket(Key key) {
    long seen = changes.get(counter(key));
    return new Ticket(epoch(key), seen, changing.get(counter(key)) == 0);
  }

  /** Keeps what was read since the ticket was taken, if nothing has changed. */
  void put(Key key, Ticket ticket, Object stamp, Object elements, long bytes) {
    // Who changes the chunk removes it after he has counted.
    chunks.put(
        key,
        new Entry(ticket.epoch, stamp, elements),
        bytes + OVERHEAD,
        () -> ticket.free && ticket(key).equals(ticket));
  }

  /** Hears, before the store does, that a chunk will change. */
  void begin(Key key) {
    changing.incrementAndGet(counter(key));
    changes.incrementAndGet(counter(key));
    chunks.remove(key);
  }

  /** Hears that a chunk has changed, or perhaps has. */
  void end(Key key) {
    changes.incrementAndGet(counter(key));
    changing.decrementAndGet(counter(key));
    chunks.remove(key);
  }
}
