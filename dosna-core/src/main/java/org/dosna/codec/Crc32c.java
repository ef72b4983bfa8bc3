package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.dosna.Coder;
import org.dosna.DType;

/**
 * A checksum of Castagnoli (RFC 3720) in 4 bytes behind the others, little-endian, as in Zarr v3:
 * {@code crc32c}. For a chunk of a known identity, that is summed first. Thread safe.
 */
public final class Crc32c extends BytesCodec {
  /** What it is called. */
  public static final String NAME = "crc32c";

  /** For ServiceLoader. */
  public Crc32c() {
    super(NAME);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    return new Sum(new byte[0]);
  }

  /**
   * The checksum of some bytes.
   *
   * @param identity what is summed first
   * @param bytes the bytes, from position to limit, which stay
   * @return the checksum
   */
  public static int sum(byte[] identity, ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(identity);
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sum(byte[] identity) implements Coder {
    @Override
    public long maxEncoded(long size) {
      return size + Integer.BYTES;
    }

    @Override
    public void encode(ByteBuffer from, ByteBuffer to) {
      int checksum = sum(identity, from);
      to.put(from).order(ByteOrder.LITTLE_ENDIAN).putInt(checksum);
    }

    @Override
    public void decode(ByteBuffer from, ByteBuffer to) {
      ByteBuffer bytes = Libraries.withoutChecksum(NAME, from, to);
      int stated = from.order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.limit());
      if (stated != sum(identity, bytes)) {
        throw Libraries.damaged(
            NAME, "their checksum is wrong: they changed, or are those of another chunk");
      }
      to.put(bytes);
    }

    @Override
    public Coder of(byte[] chunk) {
      return new Sum(chunk);
    }
  }
}
