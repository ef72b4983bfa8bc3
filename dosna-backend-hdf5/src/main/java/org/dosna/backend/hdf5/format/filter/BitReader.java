package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;

/** Reads numbers of any number of bits, which follow each other with the highest bit first. */
final class BitReader {
  private final ByteBuffer bytes;
  private int current;
  private int left;

  BitReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  long read(int count) {
    long value = 0;
    for (int missing = count; missing > 0; ) {
      if (left == 0) {
        if (!bytes.hasRemaining()) {
          throw Filter.damaged("a packing of bits");
        }
        current = bytes.get() & 0xff;
        left = Byte.SIZE;
      }
      int taken = Math.min(left, missing);
      left -= taken;
      missing -= taken;
      value = value << taken | (current >> left & ((1 << taken) - 1));
    }
    return value;
  }
}
