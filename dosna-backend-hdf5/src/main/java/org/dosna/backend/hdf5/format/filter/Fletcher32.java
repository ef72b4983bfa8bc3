package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * Filter 3: a checksum behind the bytes. Sums are of big-endian words of 16 bits, modulo 65535 by
 * folding; an odd last byte is the high one of a word.
 */
public final class Fletcher32 implements Filter {
  /** So many words cannot make the sums overflow 32 bits. */
  private static final int WORDS_AT_ONCE = 360;

  private static final int CHECKSUM_SIZE = 4;

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    int end = stored.limit() - CHECKSUM_SIZE;
    if (end < stored.position()) {
      throw Filter.damaged("Fletcher-32");
    }
    int stated = stored.order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    stored.limit(end);
    int sum = sum(stored.array(), stored.arrayOffset() + stored.position(), stored.remaining());
    // HDF5 before 1.6.3 had the bytes of each half the other way round on some machines.
    int swapped = (sum & 0xff00ff) << 8 | (sum >>> 8 & 0xff00ff);
    if (stated != sum && stated != swapped) {
      throw new FormatException("its Fletcher-32 checksum is wrong: the data are damaged");
    }
    return stored;
  }

  /**
   * The checksum of some bytes.
   *
   * @param bytes an array that has them
   * @param from the first
   * @param count how many
   * @return what is stored behind them, as a little-endian number of 4 bytes
   */
  public static int sum(byte[] bytes, int from, int count) {
    int first = 0;
    int second = 0;
    int at = from;
    for (int left = count / 2; left > 0; ) {
      int words = Math.min(left, WORDS_AT_ONCE);
      left -= words;
      for (int end = at + 2 * words; at < end; at += 2) {
        first += (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
        second += first;
      }
      first = fold(first);
      second = fold(second);
    }
    if (count % 2 == 1) {
      first = fold(first + ((bytes[at] & 0xff) << 8));
      second = fold(second + first);
    }
    return fold(second) << 16 | fold(first);
  }

  private static int fold(int sum) {
    return (sum & 0xffff) + (sum >>> 16);
  }
}
