package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Decoded chunks that were asked for in part, for those who ask for other parts: each is decoded
 * once, even if several threads need it. A chunk of which all was handed out is kept no longer;
 * beyond a quarter of the heap those used last are kept. Thread safe.
 */
final class DecodedChunks {
  private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 4;

  private final Map<Key, Chunk> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** A chunk of a dataset, by its position. */
  record Key(Object dataset, LongBuffer position) {}

  /** One that is decoded, or will be by whoever holds the lock. */
  private static final class Chunk {
    private final ReentrantLock decoding = new ReentrantLock();
    private volatile Optional<ByteBuffer> elements = Optional.empty();
    private long left;
  }

  /**
   * A chunk's elements.
   *
   * @param key the chunk
   * @param total how many elements of it can be asked for at all
   * @param wanted how many are asked for now
   * @param wait whether to wait for another thread that is decoding it
   * @param decode decodes it
   * @return the elements; none if another thread is decoding the chunk and there is no waiting
   */
  Optional<ByteBuffer> get(
      Key key, long total, long wanted, boolean wait, Supplier<ByteBuffer> decode) {
    Chunk chunk = chunk(key, total);
    Optional<ByteBuffer> elements = chunk.elements;
    if (elements.isEmpty()) {
      if (wait) {
        chunk.decoding.lock();
      } else if (!chunk.decoding.tryLock()) {
        return Optional.empty();
      }
      try {
        elements = chunk.elements;
        if (elements.isEmpty()) {
          elements = Optional.of(decode.get());
          chunk.elements = elements;
          keep(key, chunk, elements.get().remaining());
        }
      } finally {
        chunk.decoding.unlock();
      }
    }
    handOut(key, chunk, wanted);
    return elements.map(ByteBuffer::duplicate);
  }

  private synchronized Chunk chunk(Key key, long total) {
    Chunk chunk = chunks.get(key);
    if (chunk == null) {
      chunk = new Chunk();
      chunk.left = total;
      chunks.put(key, chunk);
    }
    return chunk;
  }

  // The very entry is meant: meanwhile it may have been dropped and made anew.
  @SuppressWarnings("ReferenceEquality")
  private synchronized void keep(Key key, Chunk chunk, int size) {
    if (chunks.get(key) != chunk) {
      return;
    }
    bytes += size;
    Iterator<Chunk> eldest = chunks.values().iterator();
    while (bytes > MAX_BYTES && eldest.hasNext()) {
      Chunk other = eldest.next();
      if (other != chunk && other.elements.isPresent()) {
        bytes -= other.elements.get().remaining();
        eldest.remove();
      }
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private synchronized void handOut(Key key, Chunk chunk, long wanted) {
    chunk.left -= wanted;
    if (chunk.left <= 0 && chunks.get(key) == chunk) {
      chunks.remove(key);
      bytes -= chunk.elements.map(ByteBuffer::remaining).orElse(0);
    }
  }
}
