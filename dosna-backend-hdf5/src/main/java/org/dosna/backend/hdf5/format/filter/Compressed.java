package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.spi.Decoder;

/** What a decoder of the core can decode as it is stored: filters 307, 32001 and 32015. */
record Compressed(Decoder decoder) implements Filter {
  /** Runs of one byte shrink most: four bytes stand for 128 KiB. */
  private static final int MAX_RATIO = 1 << 15;

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    ByteBuffer room = ByteBuffer.wrap(Filter.room(stored, most, MAX_RATIO));
    room.limit(Math.min(room.limit(), most));
    decoder.decode(stored.duplicate(), room);
    return room.flip();
  }
}
