package org.dosna.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The codec of Blosc's own, which is FastLZ with matches that lie further back. */
final class BloscLz {
  private static final String NAME = "blosclz";
  private static final int MAX_DISTANCE = 8191;
  private static final int MAX_LITERALS = 32;

  /** C-Blosc's decoder refuses a match at the end. */
  private static final int LAST_LITERALS = 4;

  private static final int HASH_BITS = 13;
  private static final int HASH_FACTOR = 0x9E3779B1; // Knuth's: 2^32 by the golden ratio
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private BloscLz() {}

  /**
   * Encodes a block, between buffers over arrays; false, and what was written is of no use, if it
   * does not shrink.
   */
  static boolean encode(ByteBuffer from, ByteBuffer to) {
    byte[] in = from.array();
    byte[] out = to.array();
    int begin = from.arrayOffset() + from.position();
    int end = begin + from.remaining();
    int target = to.arrayOffset() + to.position();
    // The worst case of what is still to come must always fit.
    int limit = Math.min(out.length, target + from.remaining()) - 8;
    int[] seen = new int[1 << HASH_BITS];
    int at = begin;
    int literals = begin;
    int written = target;
    int matchEnd = end - LAST_LITERALS;
    while (at < matchEnd - Integer.BYTES) {
      int hash = ((int) INT.get(in, at) * HASH_FACTOR) >>> (32 - HASH_BITS);
      int candidate = seen[hash] - 1 + begin;
      seen[hash] = at - begin + 1;
      // The first control byte stands for literals, always.
      boolean matches =
          at > begin
              && candidate >= begin
              && at - candidate < MAX_DISTANCE
              && (int) INT.get(in, candidate) == (int) INT.get(in, at);
      if (!matches) {
        at++;
        continue;
      }
      int length = Integer.BYTES + alike(in, candidate + 4, at + 4, matchEnd);
      if (written + (at - literals) * 33L / 32 + length / 255 + 4 > limit) {
        return false;
      }
      written = putLiterals(in, literals, at, out, written);
      written = putMatch(at - candidate - 1, length - 3, out, written);
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

  private static int alike(byte[] in, int candidate, int at, int end) {
    int mismatch = Arrays.mismatch(in, candidate, candidate + end - at, in, at, end);
    return mismatch < 0 ? end - at : mismatch;
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

  /** Of a match: how far back it lies, less 1, and its length, less 3. */
  private static int putMatch(int back, int length, byte[] out, int to) {
    int written = to;
    out[written++] = (byte) (Math.min(length + 1, 7) << 5 | back >>> 8);
    if (length + 1 >= 7) {
      int more = length - 6;
      for (; more >= 255; more -= 255) {
        out[written++] = (byte) 255;
      }
      out[written++] = (byte) more;
    }
    out[written++] = (byte) back;
    return written;
  }

  /** Decodes a block, between buffers over arrays. */
  static void decode(ByteBuffer from, ByteBuffer to) {
    byte[] in = from.array();
    byte[] out = to.array();
    int at = from.arrayOffset() + from.position();
    int end = at + from.remaining();
    int begin = to.arrayOffset() + to.position();
    int limit = begin + to.remaining();
    try {
      int written = decode(in, at, end, out, begin, limit);
      from.position(from.limit());
      to.position(to.position() + written);
    } catch (IndexOutOfBoundsException e) {
      throw Libraries.damaged(NAME, "they end too early");
    }
  }

  private static int decode(byte[] in, int from, int end, byte[] out, int begin, int limit) {
    int at = from;
    int to = begin;
    int control = in[at++] & 31;
    while (true) {
      if (control < 32) {
        int count = control + 1;
        if (count > end - at || count > limit - to) {
          throw Libraries.damaged(NAME, "they do not fit");
        }
        System.arraycopy(in, at, out, to, count);
        at += count;
        to += count;
      } else {
        int count = (control >> 5) - 1;
        int far = (control & 31) << 8;
        int code;
        if (count == 6) {
          do {
            code = in[at++] & 0xff;
            count += code;
          } while (code == 255);
        }
        code = in[at++] & 0xff;
        int source = to - far - code - 1;
        if (code == 255 && far == 31 << 8) {
          source = to - ((in[at] & 0xff) << 8) - (in[at + 1] & 0xff) - MAX_DISTANCE - 1;
          at += 2;
        }
        count += 3;
        if (source < begin || count > limit - to || at > end) {
          throw Libraries.damaged(NAME, "they do not fit");
        }
        for (int i = 0; i < count; i++) {
          out[to++] = out[source++]; // what is copied may be what was just written
        }
      }
      if (at >= end) {
        return to - begin;
      }
      control = in[at++] & 0xff;
    }
  }
}
