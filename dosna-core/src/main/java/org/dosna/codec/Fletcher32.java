package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * The checksum of HDF5's filter 3, in 4 bytes behind the others: {@code fletcher32}. Sums are of
 * big-endian words of 16 bits, modulo 65535 by folding; an odd last byte is the high one of a word.
 * Thread safe.
 */
public final class Fletcher32 extends BytesCodec {
  private static final String NAME = "fletcher32";

  /** So many words cannot make the sums overflow 32 bits. */
  private static final int WORDS_AT_ONCE = 360;

  /** For ServiceLoader. */
  public Fletcher32() {
    super(NAME);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    return new Coder() {
      @Override
      public long maxEncoded(long size) {
        return size + Integer.BYTES;
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        int checksum = sum(from);
        to.put(from).order(ByteOrder.LITTLE_ENDIAN).putInt(checksum);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        to.put(Fletcher32.checked(from, to));
      }
    };
  }

  /**
   * Makes sure that bytes have the checksum that follows them.
   *
   * @param from the bytes and the checksum, in a buffer over an array
   * @param to what there must be room in for the bytes
   * @return the bytes alone
   * @throws DosnaException if not, or there is no room
   */
  public static ByteBuffer checked(ByteBuffer from, ByteBuffer to) {
    ByteBuffer bytes = Libraries.withoutChecksum(NAME, from, to);
    int stated = from.order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.limit());
    int sum = sum(bytes);
    // HDF5 before 1.6.3 had the bytes of each half the other way round on some machines.
    int swapped = (sum & 0xff00ff) << 8 | (sum >>> 8 & 0xff00ff);
    if (stated != sum && stated != swapped) {
      throw Libraries.damaged(NAME, "their checksum is wrong");
    }
    return bytes;
  }

  private static int sum(ByteBuffer buffer) {
    byte[] bytes = buffer.array();
    int at = buffer.arrayOffset() + buffer.position();
    int count = buffer.remaining();
    int first = 0;
    int second = 0;
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
