package org.dosna.codec;

import java.nio.ByteBuffer;

/** The codec of Blosc's own, which is FastLZ with matches that lie further back. */
final class BloscLz {
  private static final String NAME = "blosclz";
  private static final int MAX_DISTANCE = 8191;

  private BloscLz() {}

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
