package org.dosna.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.dosna.DosnaException;

/** Decoding by a library that reads streams. */
final class StreamDecoder {
  /** The library. */
  interface Library {
    /** A stream of what comes of another one. */
    InputStream open(InputStream stored) throws IOException;
  }

  private StreamDecoder() {}

  /**
   * Decodes all that there is.
   *
   * @param codec its name, for messages
   * @param library decodes
   * @param from the stored bytes, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if they are damaged, or there is no room for what comes of them
   */
  static void decode(String codec, Library library, ByteBuffer from, ByteBuffer to) {
    int most = to.remaining();
    boolean fits;
    try (InputStream stream =
        library.open(
            new ByteArrayInputStream(
                from.array(), from.arrayOffset() + from.position(), from.remaining()))) {
      int count = stream.readNBytes(to.array(), to.arrayOffset() + to.position(), most);
      fits = count < most || stream.read() < 0;
      to.position(to.position() + count);
    } catch (IOException | RuntimeException e) { // libraries throw the latter of some damage
      throw Libraries.damaged(codec, String.valueOf(e.getMessage()));
    }
    if (!fits) {
      throw Libraries.tooLong(codec, most);
    }
    from.position(from.limit());
  }
}
