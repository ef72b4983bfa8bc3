package org.dosna.backend.ceph;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What tells versions of chunks from others. Versions of objects only grow within a pool, but pools
 * may be made anew: the dataset's id tells its chunks from those in an earlier pool.
 */
final class ChunkStamps {
  private record Stamp(ByteBuffer dataset, long version) {}

  private ChunkStamps() {}

  /**
   * Asks for stamps, all at once.
   *
   * @param id the dataset's; without one, as Python makes them, there are no stamps
   */
  static List<Optional<Object>> of(List<ChunkObject> chunks, byte[] id) {
    List<Optional<Object>> stamps = new ArrayList<>(chunks.size());
    Deque<ChunkLook> looks = new ArrayDeque<>();
    try {
      if (id.length > 0) {
        chunks.forEach(chunk -> looks.add(ChunkLook.begin(chunk)));
      }
      for (ChunkObject chunk : chunks) {
        stamps.add(
            Optional.ofNullable(looks.poll())
                .flatMap(ChunkLook::await)
                .flatMap(found -> of(chunk, found, id)));
      }
    } finally {
      looks.forEach(ChunkLook::abandon);
    }
    return stamps;
  }

  private static Optional<Object> of(ChunkObject chunk, ChunkLook.Found found, byte[] id) {
    if (!chunk.incarnation().owns(found)) {
      return Optional.empty();
    }
    // As a read does: fill value that cutting left must not be taken for what was there.
    chunk.incarnation().refreshIfCut(found);
    return Optional.of(new Stamp(ByteBuffer.wrap(id), found.version()));
  }
}
