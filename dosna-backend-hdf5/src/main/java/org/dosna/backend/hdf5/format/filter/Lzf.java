package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;

/** Filter 32000: LibLZF, as h5py has it. */
final class Lzf implements Filter {
  /** Three bytes can stand for 264. */
  private static final int MAX_RATIO = 88;

  private static final int MAX_LITERALS = 32;

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    byte[] in = stored.array();
    int at = stored.arrayOffset() + stored.position();
    byte[] out = Filter.room(stored, most, MAX_RATIO);
    try {
      return ByteBuffer.wrap(out, 0, decode(in, at, at + stored.remaining(), out, most));
    } catch (IndexOutOfBoundsException e) {
      throw Filter.damaged("LZF");
    }
  }

  private static int decode(byte[] in, int from, int end, byte[] out, int most) {
    int at = from;
    int to = 0;
    while (at < end) {
      int control = in[at++] & 0xff;
      if (control < MAX_LITERALS) {
        int count = control + 1;
        if (count > end - at || count > most - to) {
          throw Filter.damaged("LZF");
        }
        System.arraycopy(in, at, out, to, count);
        at += count;
        to += count;
        continue;
      }
      int count = control >> 5;
      if (count == 7) {
        count += in[at++] & 0xff;
      }
      count += 2;
      int source = to - ((control & 0x1f) << 8) - (in[at++] & 0xff) - 1;
      if (at > end || source < 0 || count > most - to) {
        throw Filter.damaged("LZF");
      }
      copy(out, source, to, count);
      to += count;
    }
    return to;
  }

  /** What is copied may be what was just written. */
  private static void copy(byte[] out, int source, int to, int count) {
    if (source + count <= to) {
      System.arraycopy(out, source, out, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[to + i] = out[source + i];
    }
  }
}
