package org.dosna.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what comes again in a block, for formats that store the rest in runs of literals: a byte
 * with their number, less 1, and up to 32 of them. LZF and BloscLZ are such.
 */
final class Repeats {
  static final int MAX_LITERALS = 32;

  /** C-Blosc's decoder refuses a match at the end. */
  private static final int LAST_LITERALS = 4;

  private static final int HASH_BITS = 13;
  private static final int HASH_FACTOR = 0x9E3779B1; // Knuth's: 2^32 by the golden ratio
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int maxDistance;
  private final int maxLength;
  private final Writer writer;

  /** How a format has matches. */
  @FunctionalInterface
  interface Writer {
    /**
     * Writes a match.
     *
     * @param distance how far back it lies, 1 or more
     * @param length how many bytes it has, 4 or more
     * @return the place behind what was written: at most {@code length / 255 + 4} further
     */
    int put(int distance, int length, byte[] out, int to);
  }

  Repeats(int maxDistance, int maxLength, Writer writer) {
    this.maxDistance = maxDistance;
    this.maxLength = maxLength;
    this.writer = writer;
  }

  /** The most bytes that come of some. */
  static long maxSize(long size) {
    return size + size / MAX_LITERALS + 16;
  }

  /**
   * Encodes a block, between buffers over arrays; false, and what was written is of no use, if more
   * than so many bytes come of it. The first byte is a literal, always.
   */
  boolean encode(ByteBuffer from, ByteBuffer to, long most) {
    byte[] in = from.array();
    byte[] out = to.array();
    int begin = from.arrayOffset() + from.position();
    int end = begin + from.remaining();
    int target = to.arrayOffset() + to.position();
    // The worst case of what is still to come must always fit.
    long limit = Math.min(target + to.remaining(), target + most) - 8;
    int[] seen = new int[1 << HASH_BITS];
    int at = begin;
    int literals = begin;
    int written = target;
    int matchEnd = end - LAST_LITERALS;
    while (at < matchEnd - Integer.BYTES) {
      int hash = ((int) INT.get(in, at) * HASH_FACTOR) >>> (32 - HASH_BITS);
      int candidate = seen[hash] - 1 + begin;
      seen[hash] = at - begin + 1;
      boolean matches =
          at > begin
              && candidate >= begin
              && at - candidate <= maxDistance
              && (int) INT.get(in, candidate) == (int) INT.get(in, at);
      if (!matches) {
        at++;
        continue;
      }
      int length = alike(in, candidate, at, Math.min(matchEnd - at, maxLength));
      if (written + (at - literals) * 33L / 32 + length / 255 + 4 > limit) {
        return false;
      }
      written = putLiterals(in, literals, at, out, written);
      written = writer.put(at - candidate, length, out, written);
      at += length;
      literals = at;
    }
    if (written + (end - literals) * 33L / 32 + 2 > limit) {
      return false;
    }
    written = putLiterals(in, literals, end, out, written);
    from.position(from.limit());
    to.position(to.position() + written - target);
    return true;
  }

  private static int alike(byte[] in, int candidate, int at, int most) {
    int mismatch = Arrays.mismatch(in, candidate, candidate + most, in, at, at + most);
    return mismatch < 0 ? most : mismatch;
  }

  /** Encodes a block without looking for anything, between buffers over arrays. */
  static void literals(ByteBuffer from, ByteBuffer to) {
    int begin = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int end = putLiterals(from.array(), begin, begin + from.remaining(), to.array(), target);
    from.position(from.limit());
    to.position(to.position() + end - target);
  }

  private static int putLiterals(byte[] in, int from, int end, byte[] out, int to) {
    int written = to;
    for (int at = from; at < end; ) {
      int count = Math.min(MAX_LITERALS, end - at);
      out[written++] = (byte) (count - 1);
      System.arraycopy(in, at, out, written, count);
      at += count;
      written += count;
    }
    return written;
  }

  /** Copies a match, which may reach into what it becomes. */
  static void copy(byte[] out, int source, int to, int count) {
    if (source + count <= to) {
      System.arraycopy(out, source, out, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[to + i] = out[source + i];
    }
  }
}
