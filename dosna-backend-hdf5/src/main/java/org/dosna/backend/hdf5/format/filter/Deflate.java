package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.spi.Decoder;

/** Filter 1: RFC 1950. */
final class Deflate implements Filter {
  /** What deflate can shrink at best. */
  private static final int MAX_RATIO = 1032;

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    ByteBuffer room = ByteBuffer.wrap(Filter.room(stored, most, MAX_RATIO));
    room.limit(Math.min(room.limit(), most));
    try {
      Decoder.ZLIB.decode(stored, room);
    } catch (DosnaException e) {
      throw new FormatException("deflate cannot be undone: " + e.getMessage(), e);
    }
    return room.flip();
  }
}
