package org.dosna.backend.hdf5.format.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DType;
import org.dosna.NDArray;

/** Floats of a format that numpy does not have, such as bfloat16: widened to one that it has. */
record FloatConversion(int size, FloatFormat format, boolean bigEndian, DType dtype)
    implements Conversion {
  @Override
  public void convert(ByteBuffer stored, ByteBuffer elements) {
    boolean big = dtype.byteOrder() == ByteOrder.BIG_ENDIAN;
    while (stored.hasRemaining()) {
      long bits = Conversion.bits(stored, size, bigEndian);
      double value = format.value(bits);
      // All of the mantissa, as the HDF5 library has it.
      long converted =
          Double.isNaN(value) ? (format.isNegative(bits) ? -1 : -1 ^ signBit()) : bits(value);
      Conversion.put(elements, dtype.itemSize(), big, converted);
    }
  }

  private long signBit() {
    return 1L << (8 * dtype.itemSize() - 1);
  }

  private long bits(double value) {
    return switch (dtype.itemSize()) {
      case Double.BYTES -> Double.doubleToRawLongBits(value);
      case Float.BYTES -> Float.floatToRawIntBits((float) value);
      default -> half(value);
    };
  }

  private static long half(double value) {
    return ((short[]) NDArray.full(DType.FLOAT16, value, 1).array())[0] & 0xffff;
  }
}
