package org.dosna.codec;

import java.io.InputStream;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.dosna.DosnaException;

/** Blocks of LZ4, with the library lz4-java. Thread safe. */
public final class Lz4 {
  private static final String NAME = "lz4";

  private Lz4() {}

  /** How large a block can be: LZ4_COMPRESSBOUND of lz4.h. */
  static long maxSize(long size) {
    return size + size / 255 + 16;
  }

  /** Encodes a block, between buffers over arrays. */
  static void encode(ByteBuffer from, ByteBuffer to) {
    int count =
        LZ4Factory.fastestInstance()
            .fastCompressor()
            .compress(
                from.array(),
                from.arrayOffset() + from.position(),
                from.remaining(),
                to.array(),
                to.arrayOffset() + to.position(),
                to.remaining());
    from.position(from.limit());
    to.position(to.position() + count);
  }

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names it
   */
  public static void requireLibrary() {
    Libraries.require(NAME, "net.jpountz.lz4.LZ4Factory", "at.yawk.lz4:lz4-java");
  }

  /**
   * Decodes a block.
   *
   * @param from the block, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    try {
      int count =
          LZ4Factory.fastestInstance()
              .safeDecompressor()
              .decompress(
                  from.array(),
                  from.arrayOffset() + from.position(),
                  from.remaining(),
                  to.array(),
                  to.arrayOffset() + to.position(),
                  to.remaining());
      from.position(from.limit());
      to.position(to.position() + count);
    } catch (RuntimeException e) { // by its name this class could not be loaded without the library
      throw Libraries.damaged(NAME, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Decodes blocks with their sizes and checksums around, as {@code LZ4BlockOutputStream} of
   * lz4-java has them.
   *
   * @param from the blocks, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if they are damaged, or there is no room for what comes of them
   */
  public static void decodeStream(ByteBuffer from, ByteBuffer to) {
    StreamDecoder.decode(NAME, Library::open, from, to);
  }

  /** Apart, so that the class around it can be loaded without the library. */
  private static final class Library {
    private Library() {}

    static InputStream open(InputStream stored) {
      return LZ4BlockInputStream.newBuilder().build(stored);
    }
  }
}
