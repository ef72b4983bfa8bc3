package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.DosnaException;

/** Zstandard (RFC 8878), with the library zstd-jni. Thread safe. */
public final class Zstd {
  private static final String NAME = "zstd";

  private Zstd() {}

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names it
   */
  public static void requireLibrary() {
    Libraries.require(NAME, "com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni");
  }

  /**
   * Decodes frames.
   *
   * @param from the frames, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if they are damaged, or there is no room for what comes of them
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    try {
      long count =
          com.github.luben.zstd.Zstd.decompressByteArray(
              to.array(),
              to.arrayOffset() + to.position(),
              to.remaining(),
              from.array(),
              from.arrayOffset() + from.position(),
              from.remaining());
      if (com.github.luben.zstd.Zstd.isError(count)) {
        throw Libraries.damaged(NAME, com.github.luben.zstd.Zstd.getErrorName(count));
      }
      from.position(from.limit());
      to.position(to.position() + (int) count);
    } catch (DosnaException e) {
      throw e;
    } catch (RuntimeException e) { // by its name this class could not be loaded without the library
      throw Libraries.damaged(NAME, String.valueOf(e.getMessage()));
    }
  }
}
