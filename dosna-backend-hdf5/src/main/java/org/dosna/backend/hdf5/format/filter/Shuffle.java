package org.dosna.backend.hdf5.format.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;

/** Filter 2: the first bytes of all elements, then the second ones, and so on. */
final class Shuffle implements Filter {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int size;

  Shuffle(FilterSpec spec) {
    if (spec.values().length < 1 || spec.values()[0] <= 0) {
      throw new FormatException("the file is damaged: its shuffle filter has no size");
    }
    this.size = spec.values()[0];
  }

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    int length = stored.remaining();
    int elements = length / size;
    if (size == 1 || elements <= 1) {
      return stored;
    }
    byte[] in = stored.array();
    int at = stored.arrayOffset() + stored.position();
    byte[] out = Scratch.take(length);
    switch (size) {
      case Short.BYTES -> shorts(in, at, out, elements);
      case Integer.BYTES -> ints(in, at, out, elements);
      case Long.BYTES -> longs(in, at, out, elements);
      default -> bytes(in, at, out, elements);
    }
    int rest = elements * size; // what is no whole element stays where it is
    System.arraycopy(in, at + rest, out, rest, length - rest);
    return ByteBuffer.wrap(out, 0, length);
  }

  private static void shorts(byte[] in, int at, byte[] out, int n) {
    for (int i = 0; i < n; i++) {
      SHORTS.set(out, 2 * i, (short) ((in[at + i] & 0xff) | in[at + n + i] << 8));
    }
  }

  private static void ints(byte[] in, int at, byte[] out, int n) {
    for (int i = 0; i < n; i++) {
      INTS.set(out, 4 * i, int32(in, at + i, n));
    }
  }

  private static int int32(byte[] in, int at, int n) {
    return (in[at] & 0xff)
        | (in[at + n] & 0xff) << 8
        | (in[at + 2 * n] & 0xff) << 16
        | in[at + 3 * n] << 24;
  }

  private static void longs(byte[] in, int at, byte[] out, int n) {
    for (int i = 0; i < n; i++) {
      long low = int32(in, at + i, n) & 0xffffffffL;
      LONGS.set(out, 8 * i, low | (long) int32(in, at + 4 * n + i, n) << 32);
    }
  }

  private void bytes(byte[] in, int at, byte[] out, int n) {
    for (int k = 0; k < size; k++) {
      int from = at + k * n;
      for (int i = 0; i < n; i++) {
        out[i * size + k] = in[from + i];
      }
    }
  }
}
