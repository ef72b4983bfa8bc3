package org.dosna.cache;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkedArray;

/** One dataset whose chunks are cached. May be shared by threads. */
public final class CachedArray {
  /** Not a stamp of a store's: what was read once is right. */
  private static final Optional<Object> TRUSTED = Optional.of("trusted");

  private final ChunkCache cache;
  private final ChunkedArray store;
  private final String place;
  private final String form;
  private final Function<List<long[]>, List<Optional<Object>>> stamps;

  /**
   * A dataset.
   *
   * @param cache what holds its chunks
   * @param place where it is: datasets of one place share what is cached
   * @param store the dataset without the cache
   * @param stamps asks the store for stamps of some chunks
   */
  public CachedArray(
      ChunkCache cache,
      String place,
      ChunkedArray store,
      Function<List<long[]>, List<Optional<Object>>> stamps) {
    this.cache = cache;
    this.store = store;
    this.place = place;
    this.stamps = stamps;
    DatasetSpec spec = store.spec();
    this.form = spec.dtype() + Arrays.toString(spec.chunkSize()) + spec.codecs();
  }

  /** Forgets its chunks. */
  public void forget() {
    cache.forget(place);
  }

  /** Whether a chunk is not too large. */
  boolean fits() {
    return cache.holds(bytes());
  }

  /** How many stamps are faster asked for together. */
  int together() {
    return Math.max(1, store.inflight());
  }

  ChunkCache cache() {
    return cache;
  }

  private long bytes() {
    return store.spec().chunkBytes();
  }

  ChunkCache.Key key(long[] index) {
    return new ChunkCache.Key(place, form, LongBuffer.wrap(index));
  }

  /** Stamps of what the store has now; empty for what is not to be cached. */
  List<Optional<Object>> stamps(List<long[]> indices) {
    return cache.trusts() ? indices.stream().map(i -> TRUSTED).toList() : stamps.apply(indices);
  }

  /** An array for all of a chunk. */
  NDArray chunk() {
    long[] shape = Arrays.stream(store.spec().chunkSize()).asLongStream().toArray();
    return NDArray.zeros(store.spec().dtype(), shape);
  }

  void put(ChunkCache.Key key, ChunkCache.Ticket ticket, Object stamp, NDArray chunk) {
    cache.put(key, ticket, stamp, chunk.array(), bytes());
  }
}
