package org.dosna.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/** Members of gzip (RFC 1952), one each: {@code gzip:LEVEL}. Thread safe. */
public final class Gzip extends BytesCodec {
  private static final String NAME = "gzip";
  private static final short MAGIC = (short) 0x8b1f;
  private static final byte DEFLATED = 8;
  private static final byte UNKNOWN_SYSTEM = (byte) 255;
  private static final int CHECKSUMMED_HEADER = 2;
  private static final int EXTRA = 4;
  private static final int FILE_NAME = 8;
  private static final int COMMENT = 16;

  /** Header and trailer. */
  private static final int AROUND = 18;

  /** For ServiceLoader. */
  public Gzip() {
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
        return Deflate.maxSize(size) + AROUND;
      }

      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        Gzip.encode(level, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        Gzip.decode(from, to);
      }
    };
  }

  private static void encode(int level, ByteBuffer from, ByteBuffer to) {
    int size = from.remaining();
    int checksum = checksum(from);
    to.order(ByteOrder.LITTLE_ENDIAN);
    to.putShort(MAGIC).put(DEFLATED).put((byte) 0).putInt(0).put((byte) 0).put(UNKNOWN_SYSTEM);
    Deflate.PLAIN.encode(level, from, to);
    to.putInt(checksum).putInt(size);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /**
   * Decodes a member.
   *
   * @param from the member, in a buffer over an array; what follows it is passed over
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, or there is no room for what comes of it
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    ByteBuffer in = from.slice().order(ByteOrder.LITTLE_ENDIAN);
    int begin = to.position();
    try {
      passHeader(in);
      Deflate.PLAIN.decode(in, to);
      ByteBuffer made = to.duplicate().limit(to.position()).position(begin);
      if (in.getInt() != checksum(made) || in.getInt() != made.remaining()) {
        throw Libraries.damaged(NAME, "their checksum is wrong");
      }
    } catch (BufferUnderflowException e) {
      throw Libraries.damaged(NAME, "they end too early");
    }
    from.position(from.limit());
  }

  private static void passHeader(ByteBuffer in) {
    if (in.getShort() != MAGIC || in.get() != DEFLATED) {
      throw Libraries.damaged(NAME, "they do not begin as such");
    }
    int flags = in.get();
    pass(in, 6);
    if ((flags & EXTRA) != 0) {
      pass(in, Short.toUnsignedInt(in.getShort()));
    }
    for (int text : new int[] {FILE_NAME, COMMENT}) {
      while ((flags & text) != 0 && in.get() != 0) {
        // passed over
      }
    }
    pass(in, (flags & CHECKSUMMED_HEADER) != 0 ? 2 : 0);
  }

  private static void pass(ByteBuffer in, int count) {
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + count);
  }
}
