package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.DosnaException;

/** Libraries that are not there by themselves. */
final class Libraries {
  private Libraries() {}

  /**
   * Makes sure that a library is there.
   *
   * @param codec what needs it
   * @param type one of its classes
   * @param artifact its Maven coordinates, without the version
   * @throws DosnaException if it is not, or does not run on this platform
   */
  static void require(String codec, String type, String artifact) {
    try {
      Class.forName(type, true, Libraries.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new DosnaException(
          "The codec '" + codec + "' needs a library: add " + artifact + " to the class path", e);
    } catch (LinkageError e) {
      throw new DosnaException(
          "The codec '" + codec + "' needs " + artifact + ", which does not run here: " + e, e);
    }
  }

  /** What is thrown of bytes that cannot be decoded. */
  static DosnaException damaged(String codec, String why) {
    return new DosnaException("These are no bytes of '" + codec + "', or damaged ones: " + why);
  }

  /** Bytes that have a checksum of 4 bytes behind them, without it. */
  static ByteBuffer withoutChecksum(String codec, ByteBuffer from, ByteBuffer to) {
    if (from.remaining() < Integer.BYTES) {
      throw damaged(codec, "they are shorter than a checksum");
    }
    ByteBuffer bytes = from.duplicate().limit(from.limit() - Integer.BYTES);
    if (bytes.remaining() > to.remaining()) {
      throw tooLong(codec, to.remaining());
    }
    return bytes;
  }

  /** What is thrown if more comes out than there is room for. */
  static DosnaException tooLong(String codec, int most) {
    return damaged(codec, "more than the " + most + " bytes come of them that there may be");
  }
}
