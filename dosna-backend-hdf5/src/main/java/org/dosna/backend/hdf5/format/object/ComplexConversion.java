package org.dosna.backend.hdf5.format.object;

import java.nio.ByteBuffer;

/** Complex numbers whose parts do not simply follow each other. */
record ComplexConversion(int size, int half, int real, int imaginary) implements Conversion {
  @Override
  public void convert(ByteBuffer stored, ByteBuffer elements) {
    for (int at = stored.position(); at < stored.limit(); at += size) {
      elements.put(stored.slice(at + real, half)).put(stored.slice(at + imaginary, half));
    }
    stored.position(stored.limit());
  }
}
