package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/** Zstandard (RFC 8878), with the library zstd-jni: {@code zstd:LEVEL}. Thread safe. */
public final class Zstd extends BytesCodec {
  private static final String NAME = "zstd";
  private static final int USUAL_LEVEL = 3;
  private static final int LEAST_LEVEL = -7;
  private static final int MOST_LEVEL = 22;

  /** For ServiceLoader. */
  public Zstd() {
    super(NAME);
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.level(NAME, parameters, USUAL_LEVEL, LEAST_LEVEL, MOST_LEVEL);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    requireLibrary();
    int level = Integer.parseInt(parameters);
    return new Coder() {
      @Override
      public long maxEncoded(long size) {
        return maxSize(size);
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        Zstd.encode(level, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Zstd.decode(from, to);
      }
    };
  }

  /**
   * How large a frame can be.
   *
   * @param size bytes before encoding
   * @return the most bytes after it, by the formula of zstd.h, ZSTD_COMPRESSBOUND
   */
  static long maxSize(long size) {
    return size + (size >>> 8) + (Math.max(0, (128 << 10) - size) >>> 11) + 64;
  }

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names it
   */
  public static void requireLibrary() {
    Libraries.require(NAME, "com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni");
  }

  /** Encodes a frame, between buffers over arrays. */
  static void encode(int level, ByteBuffer from, ByteBuffer to) {
    int count =
        ZstdContexts.compress(
            context ->
                context
                    .setLevel(level)
                    .compressByteArray(
                        to.array(),
                        to.arrayOffset() + to.position(),
                        to.remaining(),
                        from.array(),
                        from.arrayOffset() + from.position(),
                        from.remaining()));
    from.position(from.limit());
    to.position(to.position() + count);
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
      int count =
          ZstdContexts.decompress(
              context ->
                  context.decompressByteArray(
                      to.array(),
                      to.arrayOffset() + to.position(),
                      to.remaining(),
                      from.array(),
                      from.arrayOffset() + from.position(),
                      from.remaining()));
      from.position(from.limit());
      to.position(to.position() + count);
    } catch (RuntimeException e) { // by its name this class could not be loaded without the library
      throw Libraries.damaged(NAME, String.valueOf(e.getMessage()));
    }
  }
}
