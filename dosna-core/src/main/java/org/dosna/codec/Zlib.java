package org.dosna.codec;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Streams of zlib (RFC 1950). */
final class Zlib {
  private static final String NAME = "zlib";

  private Zlib() {}

  /** Decodes a stream. */
  static void decode(ByteBuffer from, ByteBuffer to) {
    int most = to.remaining();
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(from);
      while (!inflater.finished() && to.hasRemaining()) {
        if (inflater.inflate(to) == 0 && !inflater.finished()) {
          throw Libraries.damaged(NAME, "they end too early");
        }
      }
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw Libraries.tooLong(NAME, most);
      }
      from.position(from.limit());
    } catch (DataFormatException e) {
      throw Libraries.damaged(NAME, String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }
}
