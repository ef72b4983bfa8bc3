package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.spi.Decoder;

/** Filter 3: a checksum behind the bytes. */
final class Fletcher32 implements Filter {
  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    return Decoder.withoutFletcher32(stored);
  }
}
