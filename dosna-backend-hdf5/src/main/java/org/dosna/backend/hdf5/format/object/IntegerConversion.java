package org.dosna.backend.hdf5.format.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DType;

/**
 * Integers with fewer bits than their bytes could hold, or with a number of bytes that numpy does
 * not have. What is stored in the other bits does not count.
 */
record IntegerConversion(
    int size, int offset, int precision, boolean signed, boolean bigEndian, DType dtype)
    implements Conversion {
  @Override
  public void convert(ByteBuffer stored, ByteBuffer elements) {
    int unused = Long.SIZE - precision;
    boolean big = dtype.byteOrder() == ByteOrder.BIG_ENDIAN;
    while (stored.hasRemaining()) {
      long bits = Conversion.bits(stored, size, bigEndian) >>> offset << unused;
      Conversion.put(elements, dtype.itemSize(), big, signed ? bits >> unused : bits >>> unused);
    }
  }
}
