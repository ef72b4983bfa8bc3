package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.dosna.Arguments;

/**
 * Arrays for stored and decoded chunks, used again and again: making and clearing them would take
 * longer than undoing some filters. Thread safe.
 */
public final class Scratch {
  private static final int KEPT = 16;
  private static final long MAX_BYTES = 8 << 20;

  private static final Deque<byte[]> FREE = new ArrayDeque<>();

  private Scratch() {}

  /**
   * Memory with any content.
   *
   * @param size how many bytes
   * @return an array of that size, or up to twice as large
   */
  public static byte[] take(int size) {
    synchronized (FREE) {
      for (Iterator<byte[]> free = FREE.iterator(); free.hasNext(); ) {
        byte[] array = free.next();
        if (array.length >= size && array.length / 2 <= size) {
          free.remove();
          return array;
        }
      }
    }
    return new byte[size];
  }

  /**
   * Gives memory back.
   *
   * @param buffer a buffer over an array of {@link #take}; neither must be used afterwards
   */
  @SuppressWarnings("ByteBufferBackingArray") // all of the array is given back
  public static void give(ByteBuffer buffer) {
    Arguments.require("buffer", buffer);
    if (buffer.hasArray() && buffer.array().length <= MAX_BYTES) {
      synchronized (FREE) {
        if (FREE.size() == KEPT) {
          FREE.removeLast();
        }
        FREE.addFirst(buffer.array());
      }
    }
  }
}
