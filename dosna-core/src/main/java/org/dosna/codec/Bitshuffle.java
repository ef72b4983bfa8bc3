package org.dosna.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DosnaException;

/**
 * The transposition of bits of the project bitshuffle: first the lowest bits of the first bytes of
 * all elements, eight in a byte, then the second lowest ones, and so on.
 */
public final class Bitshuffle {
  private static final String NAME = "bitshuffle";

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bitshuffle() {}

  /** Does it, between buffers over arrays, with a number of elements that is a multiple of 8. */
  static void encode(int elementSize, ByteBuffer from, ByteBuffer to) {
    int size = from.remaining();
    byte[] in = from.array();
    byte[] out = to.array();
    int begin = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int row = size / elementSize / 8; // bytes that hold one bit of all elements
    for (int k = 0; k < elementSize; k++) {
      for (int i = 0; i < row; i++) {
        long bits = 0;
        int at = begin + (8 * i + 7) * elementSize + k;
        for (int n = 0; n < 8; n++, at -= elementSize) {
          bits = (bits << 8) | (in[at] & 0xff);
        }
        bits = transposed(bits);
        for (int bit = 0; bit < 8; bit++) {
          out[target + (8 * k + bit) * row + i] = (byte) (bits >>> (8 * bit));
        }
      }
    }
    from.position(from.limit());
    to.position(to.position() + size);
  }

  /**
   * Undoes it.
   *
   * @param elementSize the size of an element, in bytes
   * @param from the bits of a number of elements that is a multiple of 8, in a buffer over an array
   * @param to where the elements go, a buffer over an array
   * @throws DosnaException if that is no such number, or there is no room for them
   */
  public static void decode(int elementSize, ByteBuffer from, ByteBuffer to) {
    int size = from.remaining();
    if (size % (8 * elementSize) != 0) {
      throw Libraries.damaged(NAME, size + " bytes are not 8, 16, 24 ... elements");
    }
    if (size > to.remaining()) {
      throw Libraries.tooLong(NAME, to.remaining());
    }
    byte[] in = from.array();
    byte[] out = to.array();
    int begin = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int row = size / elementSize / 8; // bytes that hold one bit of all elements
    for (int k = 0; k < elementSize; k++) {
      for (int i = 0; i < row; i++) {
        long bits = 0;
        for (int bit = 7; bit >= 0; bit--) {
          bits = (bits << 8) | (in[begin + (8 * k + bit) * row + i] & 0xff);
        }
        bits = transposed(bits);
        int at = target + 8 * i * elementSize + k;
        if (elementSize == 1) {
          LONG.set(out, at, bits);
        } else {
          for (int n = 0; n < 8; n++, at += elementSize) {
            out[at] = (byte) (bits >>> (8 * n));
          }
        }
      }
    }
    from.position(from.limit());
    to.position(to.position() + size);
  }

  /** The transpose of 8 x 8 bits: H. S. Warren, Hacker's Delight, section 7-3. */
  private static long transposed(long bits) {
    long swapped = (bits ^ bits >>> 7) & 0x00AA00AA00AA00AAL;
    long x = bits ^ swapped ^ swapped << 7;
    swapped = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
    x = x ^ swapped ^ swapped << 14;
    swapped = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
    return x ^ swapped ^ swapped << 28;
  }
}
