package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Direct buffers for reading and writing chunk files, used again and again: making one costs more
 * than filling it, and files are read straight into direct buffers only. Thread safe.
 */
final class BufferPool {
  private static final int KEPT = 2 * Runtime.getRuntime().availableProcessors();

  /** Larger buffers are left to the garbage collector, so that the pool stays small. */
  private static final int LARGEST_KEPT = 64 << 20;

  private static final Deque<ByteBuffer> FREE = new ArrayDeque<>();

  private BufferPool() {}

  /** A buffer of a given size, from 0 to its limit; its content is arbitrary. */
  static ByteBuffer take(int size) {
    ByteBuffer free;
    synchronized (FREE) {
      free = FREE.pollFirst();
    }
    ByteBuffer buffer =
        free == null || free.capacity() < size ? ByteBuffer.allocateDirect(size) : free;
    return buffer.clear().limit(size);
  }

  /** Gives a buffer back; it must not be used afterwards. */
  static void give(ByteBuffer buffer) {
    synchronized (FREE) {
      if (buffer.capacity() <= LARGEST_KEPT && FREE.size() < KEPT) {
        FREE.addFirst(buffer);
      }
    }
  }
}
