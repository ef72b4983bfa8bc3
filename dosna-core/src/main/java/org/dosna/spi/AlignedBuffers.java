package org.dosna.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dosna.Arguments;

/**
 * Direct buffers for reading and writing files, used again and again: making one costs more than
 * filling it, and files are read straight into direct buffers only. Thread safe.
 */
public final class AlignedBuffers {
  /** Where in memory a buffer begins: at a multiple of this. */
  public static final int ALIGNMENT = 4096;

  /** What is beyond this is left to the garbage collector, so that the pool stays small. */
  private static final long KEPT_BYTES = 256L << 20;

  private static final Deque<ByteBuffer> FREE = new ArrayDeque<>();
  private static long keptBytes;

  private AlignedBuffers() {}

  /**
   * A buffer with any content.
   *
   * @param size how many bytes, less than 2^31 - 8192
   * @return a direct buffer from 0 to that limit
   */
  public static ByteBuffer take(int size) {
    ByteBuffer free;
    synchronized (FREE) {
      free = FREE.pollFirst();
      keptBytes -= free == null ? 0 : free.capacity();
    }
    ByteBuffer buffer = free == null || free.capacity() < size ? allocate(size) : free;
    return buffer.clear().limit(size).order(ByteOrder.BIG_ENDIAN);
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size + 2 * ALIGNMENT).alignedSlice(ALIGNMENT);
  }

  /**
   * Gives a buffer back.
   *
   * @param buffer one of {@link #take}, or one over an array of {@link Scratch}; not to be used
   *     afterwards
   */
  public static void give(ByteBuffer buffer) {
    Arguments.require("buffer", buffer);
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
