package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.spi.Decoder;

/**
 * What a decoder of the core can decode as it is stored: filters 307, 32000, 32001 and 32015.
 *
 * @param decoder the decoder
 * @param maxRatio what can come of a byte, at most
 */
record Compressed(Decoder decoder, int maxRatio) implements Filter {
  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    ByteBuffer room = ByteBuffer.wrap(Filter.room(stored, most, maxRatio));
    room.limit(Math.min(room.limit(), most));
    decoder.decode(stored.duplicate(), room);
    return room.flip();
  }
}
