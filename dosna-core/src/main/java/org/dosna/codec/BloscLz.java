package org.dosna.codec;

import java.nio.ByteBuffer;

/** The codec of Blosc's own, which is FastLZ with matches that lie further back. */
final class BloscLz {
  private static final String NAME = "blosclz";
  private static final int MAX_DISTANCE = 8191;

  private static final Repeats REPEATS =
      new Repeats(MAX_DISTANCE - 1, Integer.MAX_VALUE, BloscLz::putMatch);

  private BloscLz() {}

  /**
   * Encodes a block, between buffers over arrays; false, and what was written is of no use, if it
   * does not shrink.
   */
  static boolean encode(ByteBuffer from, ByteBuffer to) {
    return REPEATS.encode(from, to, from.remaining());
  }

  /** Of a match: its length, less 2, in three bits or more; how far back it lies, less 1. */
  private static int putMatch(int distance, int length, byte[] out, int to) {
    int written = to;
    int back = distance - 1;
    int code = length - 2;
    out[written++] = (byte) (Math.min(code, 7) << 5 | back >>> 8);
    if (code >= 7) {
      int more = code - 7;
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
      if (control < Repeats.MAX_LITERALS) {
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
        Repeats.copy(out, source, to, count);
        to += count;
      }
      if (at >= end) {
        return to - begin;
      }
      control = in[at++] & 0xff;
    }
  }
}
