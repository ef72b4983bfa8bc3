package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.Coder;

/**
 * One block of LZ4 with its size before it, in 4 bytes, little-endian: numcodecs' codec {@code
 * lz4}. Thread safe.
 */
public final class SizedLz4 implements Coder {
  private static final String NAME = "lz4";

  /** A coder; the library is needed when it is used. */
  public SizedLz4() {}

  @Override
  public long maxEncoded(long size) {
    return Integer.BYTES + Lz4.maxSize(size);
  }

  @Override
  public void encode(ByteBuffer from, ByteBuffer to) {
    to.order(ByteOrder.LITTLE_ENDIAN).putInt(from.remaining());
    Lz4.encode(from, to);
  }

  @Override
  public void decode(ByteBuffer from, ByteBuffer to) {
    if (from.remaining() < Integer.BYTES) {
      throw Libraries.damaged(NAME, "they are shorter than a size");
    }
    int size = from.order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (size < 0 || size > to.remaining()) {
      throw Libraries.tooLong(NAME, to.remaining());
    }
    ByteBuffer room = to.slice().limit(size);
    Lz4.decode(from, room);
    if (room.hasRemaining()) {
      throw Libraries.damaged(NAME, "they say " + size + " bytes, of which some are missing");
    }
    to.position(to.position() + size);
  }
}
