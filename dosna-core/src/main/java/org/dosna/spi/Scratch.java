package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * Arrays for stored and decoded chunks, used again and again: making and clearing them would take
 * longer than undoing some filters. Thread safe.
 */
public final class Scratch {
  private static final int KEPT = 16;
  private static final long MAX_BYTES = 8 << 20;

  private static final long MOST = Runtime.getRuntime().maxMemory() / 2;

  private static final Deque<byte[]> FREE = new ArrayDeque<>();

  private Scratch() {}

  /**
   * Memory with any content.
   *
   * @param size how many bytes
   * @return an array of that size, or up to twice as large
   * @throws DosnaException if that is more memory than there is, or should be given to one chunk
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
    if (size > MOST) {
      throw tooLarge(size);
    }
    try {
      return new byte[size];
    } catch (OutOfMemoryError e) { // of this very array: nothing else is lost
      throw (DosnaException) tooLarge(size).initCause(e);
    }
  }

  private static DosnaException tooLarge(int size) {
    return new DosnaException(
        String.format(
            "it has to be decoded in one piece of %d bytes, for which there is no memory: this"
                + " process has %d (-Xmx), and gives half of that at most",
            size, Runtime.getRuntime().maxMemory()));
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
