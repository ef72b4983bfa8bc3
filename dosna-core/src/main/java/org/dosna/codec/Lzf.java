package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * LZF as LibLZF has it, and h5py in HDF5's filter 32000: {@code lzf}. What cannot be compressed
 * grows by a 32nd. Thread safe.
 */
public final class Lzf extends BytesCodec {
  private static final String NAME = "lzf";
  private static final int MAX_DISTANCE = 1 << 13;

  /** The longest match: 7 in three bits, 255 in one byte, and 2. */
  private static final int MAX_LENGTH = 264;

  private static final Repeats REPEATS = new Repeats(MAX_DISTANCE, MAX_LENGTH, Lzf::putMatch);

  /** For ServiceLoader. */
  public Lzf() {
    super(NAME);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    return new Coder() {
      @Override
      public long maxEncoded(long size) {
        return Repeats.maxSize(size);
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        // A stream is never as long as its content: h5py, whose filter leaves out what does not
        // shrink, can put that in its place, and HDF5 notices by the size.
        ByteBuffer literals = to.duplicate();
        if (!REPEATS.encode(from, to, from.remaining())) {
          Repeats.literals(from, literals);
          to.position(literals.position());
        }
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Lzf.decode(from, to);
      }
    };
  }

  /** Of a match: its length, less 2, in three bits or more; how far back it lies, less 1. */
  private static int putMatch(int distance, int length, byte[] out, int to) {
    int written = to;
    int back = distance - 1;
    int code = length - 2;
    out[written++] = (byte) (Math.min(code, 7) << 5 | back >>> 8);
    if (code >= 7) {
      out[written++] = (byte) (code - 7);
    }
    out[written++] = (byte) back;
    return written;
  }

  /**
   * Decodes a block.
   *
   * @param from the block, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    byte[] in = from.array();
    int at = from.arrayOffset() + from.position();
    int begin = to.arrayOffset() + to.position();
    try {
      int end = decode(in, at, at + from.remaining(), to.array(), begin, begin + to.remaining());
      from.position(from.limit());
      to.position(to.position() + end - begin);
    } catch (IndexOutOfBoundsException e) {
      throw Libraries.damaged(NAME, "they end too early");
    }
  }

  private static int decode(byte[] in, int from, int end, byte[] out, int begin, int limit) {
    int at = from;
    int to = begin;
    while (at < end) {
      int control = in[at++] & 0xff;
      boolean literals = control < Repeats.MAX_LITERALS;
      int count = literals ? control + 1 : (control >> 5) + 2;
      if (!literals && count == 9) {
        count += in[at++] & 0xff;
      }
      if (count > limit - to) {
        throw Libraries.tooLong(NAME, limit - begin);
      }
      if (literals) {
        System.arraycopy(in, at, out, to, count);
        at += count;
      } else {
        int source = to - ((control & 0x1f) << 8) - (in[at++] & 0xff) - 1;
        if (source < begin) {
          throw Libraries.damaged(NAME, "they repeat what is not there");
        }
        Repeats.copy(out, source, to, count);
      }
      to += count;
      if (at > end) {
        throw Libraries.damaged(NAME, "they end too early");
      }
    }
    return to;
  }
}
