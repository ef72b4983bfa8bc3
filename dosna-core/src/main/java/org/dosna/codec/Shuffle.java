package org.dosna.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * The transposition of bytes that HDF5, Blosc and numcodecs do: first the first bytes of all
 * elements, then the second ones, and so on; what is no whole element stays at the end.
 */
public final class Shuffle extends BytesCodec {
  private static final String NAME = "shuffle";

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** For ServiceLoader. */
  public Shuffle() {
    super(NAME);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    return of(dtype.itemSize());
  }

  /**
   * A coder for elements of any size.
   *
   * @param elementSize the size of an element, in bytes, 1 or more
   * @return the coder
   */
  public static Coder of(int elementSize) {
    return new Coder() {
      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        Shuffle.encode(elementSize, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Shuffle.decode(elementSize, from, to);
      }
    };
  }

  /**
   * Does it, between buffers over arrays.
   *
   * @param elementSize the size of an element, in bytes
   * @param from the elements
   * @param to room for as many bytes
   */
  public static void encode(int elementSize, ByteBuffer from, ByteBuffer to) {
    int size = from.remaining();
    byte[] in = from.array();
    byte[] out = to.array();
    int at = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int n = size / elementSize;
    switch (elementSize) {
      case Byte.BYTES -> System.arraycopy(in, at, out, target, n);
      case Short.BYTES -> fromShorts(in, at, out, target, n);
      case Integer.BYTES -> fromInts(in, at, out, target, n);
      case Long.BYTES -> fromLongs(in, at, out, target, n);
      default -> fromBytes(elementSize, in, at, out, target, n);
    }
    int whole = n * elementSize;
    System.arraycopy(in, at + whole, out, target + whole, size - whole);
    from.position(from.limit());
    to.position(to.position() + size);
  }

  private static void fromShorts(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      short value = (short) SHORTS.get(in, at + 2 * i);
      out[target + i] = (byte) value;
      out[target + n + i] = (byte) (value >>> 8);
    }
  }

  private static void fromInts(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      putInt((int) INTS.get(in, at + 4 * i), out, target + i, n);
    }
  }

  private static void putInt(int value, byte[] out, int at, int n) {
    out[at] = (byte) value;
    out[at + n] = (byte) (value >>> 8);
    out[at + 2 * n] = (byte) (value >>> 16);
    out[at + 3 * n] = (byte) (value >>> 24);
  }

  private static void fromLongs(byte[] in, int at, byte[] out, int target, int n) {
    for (int i = 0; i < n; i++) {
      long value = (long) LONGS.get(in, at + 8 * i);
      putInt((int) value, out, target + i, n);
      putInt((int) (value >>> 32), out, target + 4 * n + i, n);
    }
  }

  private static void fromBytes(int size, byte[] in, int at, byte[] out, int target, int n) {
    for (int k = 0; k < size; k++) {
      int to = target + k * n;
      for (int i = 0; i < n; i++) {
        out[to + i] = in[at + i * size + k];
      }
    }
  }

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
      throw Libraries.tooLong(NAME, to.remaining());
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
