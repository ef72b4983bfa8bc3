package org.dosna.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.dosna.Coder;
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

  /**
   * A coder of streams.
   *
   * @param level 1 to 9: the size of a block in 100 kB
   * @return the coder
   */
  public static Coder of(int level) {
    return new Coder() {
      /** What does not compress grows by less than a percent, and small streams have a header. */
      @Override
      public long maxEncoded(long size) {
        return size + size / 50 + 600;
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        Bzip2.encode(level, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Bzip2.decode(from, to);
      }
    };
  }

  private static void encode(int level, ByteBuffer from, ByteBuffer to) {
    try (OutputStream stream = Library.create(new BufferStream(to), level)) {
      stream.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
    } catch (IOException | BufferOverflowException e) {
      throw new DosnaException("A chunk cannot be encoded by '" + NAME + "': " + e, e);
    }
    from.position(from.limit());
  }

  /** A buffer as a stream. */
  private static final class BufferStream extends OutputStream {
    private final ByteBuffer to;

    private BufferStream(ByteBuffer to) {
      this.to = to;
    }

    @Override
    public void write(int value) {
      to.put((byte) value);
    }
  }

  /** Apart, so that the class around it can be loaded without the library. */
  private static final class Library {
    private Library() {}

    static InputStream open(InputStream stored) throws IOException {
      return new BZip2CompressorInputStream(stored, true);
    }

    static OutputStream create(OutputStream stored, int level) throws IOException {
      return new BZip2CompressorOutputStream(stored, level);
    }
  }
}
