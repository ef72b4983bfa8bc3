package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;
import org.dosna.spi.Decoder;
import org.dosna.spi.Scratch;

/** Filter 2: the first bytes of all elements, then the second ones, and so on. */
final class Shuffle implements Filter {
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
    if (size == 1 || length / size <= 1) {
      return stored;
    }
    ByteBuffer elements = ByteBuffer.wrap(Scratch.take(length)).limit(length);
    Decoder.unshuffleBytes(size, stored, elements);
    return elements.flip();
  }
}
