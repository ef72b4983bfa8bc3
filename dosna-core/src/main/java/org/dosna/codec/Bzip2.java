package org.dosna.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.dosna.DosnaException;

/** bzip2, with the library Commons Compress. Thread safe. */
public final class Bzip2 {
  private static final String NAME = "bzip2";

  private Bzip2() {}

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names it
   */
  public static void requireLibrary() {
    Libraries.require(
        NAME,
        "org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream",
        "org.apache.commons:commons-compress");
  }

  /**
   * Decodes a stream.
   *
   * @param from the stream, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    StreamDecoder.decode(NAME, Library::open, from, to);
  }

  /** Apart, so that the class around it can be loaded without the library. */
  private static final class Library {
    private Library() {}

    static InputStream open(InputStream stored) throws IOException {
      return new BZip2CompressorInputStream(stored, true);
    }
  }
}
