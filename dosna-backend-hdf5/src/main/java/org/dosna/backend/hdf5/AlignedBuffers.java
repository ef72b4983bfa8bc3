package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dosna.spi.Scratch;

/**
 * Direct buffers for reading and writing chunk files, used again and again: making one costs more
 * than filling it, and files are read straight into direct buffers only. Thread safe.
 */
final class AlignedBuffers {
  /** Where in memory a buffer begins: at a multiple of this. */
  static final int ALIGNMENT = 4096;

  /** What is beyond this is left to the garbage collector, so that the pool stays small. */
  private static final long KEPT_BYTES = 256L << 20;

  private static final Deque<ByteBuffer> FREE = new ArrayDeque<>();
  private static long keptBytes;

  private AlignedBuffers() {}

  /** A buffer of a given size, from 0 to its limit; its content is arbitrary. */
  static ByteBuffer take(int size) {
    ByteBuffer free;
    synchronized (FREE) {
      free = FREE.pollFirst();
      keptBytes -= free == null ? 0 : free.capacity();
    }
    ByteBuffer buffer = free == null || free.capacity() < size ? allocate(size) : free;
    return buffer.clear().limit(size);
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size + 2 * ALIGNMENT).alignedSlice(ALIGNMENT);
  }

  /** Gives a buffer back; it must not be used afterwards. */
  static void give(ByteBuffer buffer) {
    if (!buffer.isDirect()) { // what decoding made
      Scratch.give(buffer);
      return;
    }
    synchronized (FREE) {
      if (keptBytes + buffer.capacity() <= KEPT_BYTES) {
        FREE.addFirst(buffer);
        keptBytes += buffer.capacity();
      }
    }
  }
}
