package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/** Streams of zlib (RFC 1950): {@code zlib:LEVEL}. Thread safe. */
public final class Zlib extends BytesCodec {
  private static final String NAME = "zlib";

  /** For ServiceLoader. */
  public Zlib() {
    super(NAME);
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.level(NAME, parameters, Deflate.USUAL_LEVEL, 0, Deflate.MOST_LEVEL);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    int level = Integer.parseInt(parameters);
    return new Coder() {
      @Override
      public long maxEncoded(long size) {
        return Deflate.maxSize(size);
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        Deflate.ZLIB.encode(level, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Zlib.decode(from, to);
      }
    };
  }

  /**
   * Decodes a stream.
   *
   * @param from the stream, in a buffer over an array; what follows it is passed over
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    Deflate.ZLIB.decode(from, to);
    from.position(from.limit());
  }
}
