package org.dosna.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.dosna.DosnaException;
import org.tukaani.xz.XZInputStream;

/** xz, with the library XZ for Java. Thread safe. */
public final class Xz {
  private static final String NAME = "xz";

  /** What the highest preset needs; damaged bytes may ask for more. */
  private static final int MOST_KIB = 100 << 10;

  private Xz() {}

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names it
   */
  public static void requireLibrary() {
    Libraries.require(NAME, "org.tukaani.xz.XZInputStream", "org.tukaani:xz");
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
      return new XZInputStream(stored, MOST_KIB);
    }
  }
}
