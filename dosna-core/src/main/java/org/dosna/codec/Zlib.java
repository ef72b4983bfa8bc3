package org.dosna.codec;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.dosna.DosnaException;

/** Streams of zlib (RFC 1950). Thread safe. */
public final class Zlib {
  private static final String NAME = "zlib";

  /** Making one costs more than undoing a small chunk. */
  private static final ConcurrentLinkedQueue<Inflater> FREE = new ConcurrentLinkedQueue<>();

  private Zlib() {}

  /**
   * Decodes a stream.
   *
   * @param from the stream, in a buffer over an array; what follows it is passed over
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    int most = to.remaining();
    Inflater pooled = FREE.poll();
    Inflater inflater = pooled != null ? pooled : new Inflater();
    try {
      inflater.setInput(from);
      int more = -1;
      while (more != 0 && !inflater.finished()) {
        more = inflater.inflate(to);
      }
      // What is full may have its checksum still to come; if not, it has too much.
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw Libraries.tooLong(NAME, most);
      }
      if (!inflater.finished()) {
        throw Libraries.damaged(NAME, "they end too early");
      }
      from.position(from.limit());
    } catch (DataFormatException e) {
      throw Libraries.damaged(NAME, String.valueOf(e.getMessage()));
    } finally {
      inflater.reset();
      FREE.add(inflater);
    }
  }
}
