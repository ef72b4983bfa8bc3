package org.dosna.cache;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The chunks that a lane is changing. Used by one thread at a time. */
final class Changes {
  private final ChunkCache cache;
  private final Set<ChunkCache.Key> open = new HashSet<>();

  Changes(ChunkCache cache) {
    this.cache = cache;
  }

  /** Hears, perhaps several times, that a chunk will change. */
  void begin(ChunkCache.Key key) {
    if (open.add(key)) {
      cache.begin(key);
    }
  }

  /** Hears that a chunk has changed, if it was to. */
  void end(ChunkCache.Key key) {
    if (open.remove(key)) {
      cache.end(key);
    }
  }

  /** Ends what failed: perhaps it has changed. */
  void endAll() {
    List.copyOf(open).forEach(this::end);
  }
}
