package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;

/**
 * Filter 5: of each element only the bits that its datatype has. As H5Znbit.c of the HDF5 library
 * has it.
 */
final class NBit implements Filter {
  private static final int ATOMIC = 1;
  private static final int ARRAY = 2;
  private static final int COMPOUND = 3;
  private static final int AS_IT_IS = 4;

  private static final int NOT_PACKED = 1;
  private static final int ELEMENTS = 2;
  private static final int TYPE = 3;
  private static final int MAX_PARTS = 1 << 12;

  private final int[] values;
  private final int size;

  NBit(FilterSpec spec) {
    this.values = spec.values();
    try {
      this.size = values[NOT_PACKED] != 0 ? 1 : values[TYPE + 1];
      if (values[NOT_PACKED] == 0) {
        check(TYPE, 0, size);
      }
    } catch (IndexOutOfBoundsException e) {
      throw unknown();
    }
    if (size <= 0 || values[ELEMENTS] < 0) {
      throw unknown();
    }
  }

  private static FormatException unknown() {
    return new FormatException("the parameters of its n-bit filter are not known");
  }

  /** Checks the parameters from a place on; gives the place behind them. */
  private int check(int at, int depth, int room) {
    int bytes = values[at + 1];
    if (bytes <= 0 || bytes > room || depth > 8) {
      throw unknown();
    }
    switch (values[at]) {
      case ATOMIC -> {
        int precision = values[at + 3];
        int offset = values[at + 4];
        if (bytes > Long.BYTES
            || precision < 1
            || offset < 0
            || precision > 8 * bytes
            || offset > 8 * bytes - precision) {
          throw unknown();
        }
        return at + 5;
      }
      case AS_IT_IS -> {
        return at + 2;
      }
      case ARRAY -> {
        return check(at + 2, depth + 1, bytes);
      }
      case COMPOUND -> {
        int next = at + 3;
        if (values[at + 2] > MAX_PARTS) {
          throw unknown();
        }
        for (int i = 0; i < values[at + 2]; i++) {
          int offset = values[next];
          if (offset < 0 || offset >= bytes) {
            throw unknown();
          }
          next = check(next + 1, depth + 1, bytes - offset);
        }
        return next;
      }
      default -> throw unknown();
    }
  }

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    if (values[NOT_PACKED] != 0) {
      return stored;
    }
    long length = (long) size * values[ELEMENTS];
    if (length > most || values[ELEMENTS] > 8L * stored.remaining()) {
      throw Filter.damaged("n-bit");
    }
    byte[] out = new byte[(int) length];
    BitReader in = new BitReader(stored);
    for (int at = 0; at < length; at += size) {
      unpack(in, out, at, TYPE);
    }
    return ByteBuffer.wrap(out);
  }

  private int unpack(BitReader in, byte[] out, int to, int at) {
    int bytes = values[at + 1];
    switch (values[at]) {
      case ATOMIC -> {
        atom(in, out, to, at);
        return at + 5;
      }
      case AS_IT_IS -> {
        for (int i = 0; i < bytes; i++) {
          out[to + i] = (byte) in.read(Byte.SIZE);
        }
        return at + 2;
      }
      case ARRAY -> {
        int next = at;
        int part = values[at + 3];
        for (int i = 0; i + part <= bytes; i += part) {
          next = unpack(in, out, to + i, at + 2);
        }
        return next;
      }
      default -> {
        int next = at + 3;
        for (int i = 0; i < values[at + 2]; i++) {
          next = unpack(in, out, to + values[next], next + 1);
        }
        return next;
      }
    }
  }

  private void atom(BitReader in, byte[] out, int to, int at) {
    int bytes = values[at + 1];
    boolean bigEndian = values[at + 2] != 0;
    long element = in.read(values[at + 3]) << values[at + 4];
    for (int i = 0; i < bytes; i++) {
      out[to + (bigEndian ? bytes - 1 - i : i)] = (byte) (element >>> (8 * i));
    }
  }
}
