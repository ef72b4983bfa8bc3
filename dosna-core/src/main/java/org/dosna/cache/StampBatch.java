package org.dosna.cache;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Stamps of several chunks, asked for when the first is needed. Used by one thread at a time. */
final class StampBatch {
  /**
   * What is known of a chunk before it is read.
   *
   * @param key the chunk
   * @param ticket with which what is read may be kept
   * @param stamp that of the chunk; empty if it cannot be cached
   */
  record Look(ChunkCache.Key key, ChunkCache.Ticket ticket, Optional<Object> stamp) {}

  private final CachedArray array;
  private final List<long[]> indices;
  private List<Look> looks = List.of();

  StampBatch(CachedArray array, List<long[]> indices) {
    this.array = array;
    this.indices = indices;
  }

  /** What is known of one of the chunks. */
  Look look(int n) {
    if (looks.isEmpty()) {
      List<ChunkCache.Key> keys = indices.stream().map(array::key).toList();
      List<ChunkCache.Ticket> tickets = keys.stream().map(array.cache()::ticket).toList();
      List<Optional<Object>> stamps = array.stamps(indices);
      looks =
          IntStream.range(0, keys.size())
              .mapToObj(i -> new Look(keys.get(i), tickets.get(i), stamps.get(i)))
              .toList();
    }
    return looks.get(n);
  }
}
