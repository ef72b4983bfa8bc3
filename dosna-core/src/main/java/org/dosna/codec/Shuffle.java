package org.dosna.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DosnaException;

/**
 * The transposition of bytes that HDF5, Blosc and numcodecs do: first the first bytes of all
 * elements, then the second ones, and so on; what is no whole element stays at the end.
 */
public final class Shuffle {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Shuffle() {}

  /**
   * Undoes it.
   *
   * @param elementSize the size of an element, in bytes
   * @param from the transposed bytes, in a buffer over an array
   * @param to where the elements go, a buffer over an array
   * @throws DosnaException if there is no room for them
   */
  public static void decode(int elementSize, ByteBuffer from, ByteBuffer to) {
    int size = from.remaining();
    if (size > to.remaining()) {
      throw Libraries.tooLong("shuffle", to.remaining());
    }
    byte[] in = from.array();
    byte[] out = to.array();
    int at = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int count = size / elementSize;
    switch (elementSize) {
      case Short.BYTES -> shorts(in, at, out, target, count);
      case Integer.BYTES -> ints(in, at, out, target, count);
      case Long.BYTES -> longs(in, at, out, target, count);
      default -> bytes(elementSize, in, at, out, target, count);
    }
    int whole = count * elementSize;
    System.arraycopy(in, at + whole, out, target + whole, size - whole);
    from.position(from.limit());
    to.position(to.position() + size);
  }

  private static void shorts(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      SHORTS.set(out, target + 2 * i, (short) ((in[at + i] & 0xff) | in[at + n + i] << 8));
    }
  }

  private static void ints(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      INTS.set(out, target + 4 * i, int32(in, at + i, n));
    }
  }

  private static int int32(byte[] in, int at, int n) {
    return (in[at] & 0xff)
        | (in[at + n] & 0xff) << 8
        | (in[at + 2 * n] & 0xff) << 16
        | in[at + 3 * n] << 24;
  }

  private static void longs(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      long low = int32(in, at + i, n) & 0xffffffffL;
      LONGS.set(out, target + 8 * i, low | (long) int32(in, at + 4 * n + i, n) << 32);
    }
  }

  private static void bytes(int size, byte[] in, int at, byte[] out, int target, int n) {
    for (int k = 0; k < size; k++) {
      int from = at + k * n;
      for (int i = 0; i < n; i++) {
        out[target + i * size + k] = in[from + i];
      }
    }
  }
}
