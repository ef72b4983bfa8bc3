package org.dosna.backend.hdf5.format.object;

import java.nio.ByteBuffer;

/** The enumeration of FALSE and TRUE over integers of several bytes. */
record BoolConversion(int size) implements Conversion {
  @Override
  public void convert(ByteBuffer stored, ByteBuffer elements) {
    while (stored.hasRemaining()) {
      elements.put((byte) (Conversion.bits(stored, size, false) == 0 ? 0 : 1));
    }
  }
}
