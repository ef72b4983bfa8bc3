package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;

/**
 * Filter 6: differences to the smallest element, in as few bits as they need; of floats, rounded to
 * a number of decimal digits. The greatest of these numbers stands for the fill value, if there is
 * one. As H5Zscaleoffset.c of the HDF5 library has it.
 */
final class ScaleOffset implements Filter {
  /** Places of parameters. */
  private static final int SCALE_TYPE = 0;

  private static final int SCALE_FACTOR = 1;
  private static final int ELEMENTS = 2;
  private static final int CLASS = 3;
  private static final int SIZE = 4;
  private static final int ORDER = 6;
  private static final int HAS_FILL = 7;
  private static final int FILL = 8;
  private static final int PARAMETERS = 20;

  private static final int INTEGER = 0;
  private static final int DECIMAL = 0;

  private static final int MINIMUM_AT = 5;
  private static final int DATA_AT = 21;

  private final int[] values;
  private final int size;
  private final boolean real;

  ScaleOffset(FilterSpec spec) {
    this.values = spec.values();
    boolean known = values.length >= PARAMETERS;
    this.size = known ? values[SIZE] : 0;
    this.real = known && values[CLASS] != INTEGER;
    known &= Integer.bitCount(size) == 1 && size <= Long.BYTES && (!real || size >= Float.BYTES);
    if (!known || values[ELEMENTS] < 0 || (real && values[SCALE_TYPE] != DECIMAL)) {
      throw new FormatException("the parameters of its scale-offset filter are not known");
    }
  }

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    long length = (long) size * values[ELEMENTS];
    if (stored.remaining() < DATA_AT || length > most) {
      throw Filter.damaged("scale-offset");
    }
    ByteBuffer in = stored.slice().order(ByteOrder.LITTLE_ENDIAN);
    int bits = in.getInt(0);
    int minimumSize = Math.min(in.get(MINIMUM_AT - 1), Long.BYTES);
    long minimum = 0;
    for (int i = 0; i < minimumSize; i++) {
      minimum |= (in.get(MINIMUM_AT + i) & 0xffL) << (8 * i);
    }
    in.position(DATA_AT);
    if (bits < 0 || bits > 8 * size || (long) bits * values[ELEMENTS] > 8L * in.remaining()) {
      throw Filter.damaged("scale-offset");
    }
    ByteBuffer out = ByteBuffer.allocate((int) length);
    out.order(values[ORDER] == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (bits == 8 * size) {
      copy(in, out);
    } else {
      unpack(new BitReader(in), bits, minimum, out);
    }
    return out.flip();
  }

  /** What needs all of its bits is stored as it is, but always little-endian. */
  private void copy(ByteBuffer in, ByteBuffer out) {
    while (out.hasRemaining()) {
      long element = 0;
      for (int i = 0; i < size; i++) {
        element |= (in.get() & 0xffL) << (8 * i);
      }
      put(out, element);
    }
  }

  private void unpack(BitReader in, int bits, long minimum, ByteBuffer out) {
    long fillMark = values[HAS_FILL] != 0 ? (1L << bits) - 1 : -1;
    long fill = (values[FILL] & 0xffffffffL) | (long) values[FILL + 1] << 32;
    while (out.hasRemaining()) {
      long difference = in.read(bits);
      if (difference == fillMark) {
        put(out, fill);
      } else {
        put(out, real ? real(difference, minimum) : difference + minimum);
      }
    }
  }

  private long real(long difference, long minimum) {
    double scale = Math.pow(10, values[SCALE_FACTOR]);
    return size == Float.BYTES
        ? Float.floatToRawIntBits(
            (int) difference / (float) scale + Float.intBitsToFloat((int) minimum))
        : Double.doubleToRawLongBits(difference / scale + Double.longBitsToDouble(minimum));
  }

  private void put(ByteBuffer out, long element) {
    switch (size) {
      case Byte.BYTES -> out.put((byte) element);
      case Short.BYTES -> out.putShort((short) element);
      case Integer.BYTES -> out.putInt((int) element);
      default -> out.putLong(element);
    }
  }
}
