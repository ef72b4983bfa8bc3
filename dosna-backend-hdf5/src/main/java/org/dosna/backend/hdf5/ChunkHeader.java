package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * The start of a chunk file: everything before its data. A chunk file is this header and, right
 * behind it, the chunk's elements in C order.
 *
 * <p>The header depends on dtype, chunk size and fill value only, so it is made once per dataset.
 * The same arguments give the same bytes: a file that begins with them needs no parsing, its data
 * begin at {@link #length()}. Immutable, thread safe.
 */
final class ChunkHeader {
  /** The name of the dataset in a chunk file. */
  static final String ARRAY_NAME = "data";

  /**
   * The data begin at a multiple of this: a disk sector, so that a chunk's sectors are its own and
   * direct I/O is possible. The header of up to eight axes takes less anyway.
   */
  private static final int ALIGNMENT = 512;

  /** Headers of other writers take some KiB; larger ones are not worth comparing. */
  private static final int LARGEST_SEEN = 64 << 10;

  private final ByteBuffer bytes;
  private final long dataLength;

  private ChunkHeader(byte[] bytes, long dataLength) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    this.dataLength = dataLength;
  }

  /**
   * Makes the header of a dataset's chunk files.
   *
   * @param dtype type of the elements, with their byte order in the file
   * @param shape the chunk size
   * @param fillValue one element, in the byte order of {@code dtype}
   * @return the header
   * @throws DosnaException if the chunk has more bytes than a file can
   */
  static ChunkHeader of(DType dtype, int[] shape, byte[] fillValue) {
    if (fillValue.length != dtype.itemSize()) {
      throw new IllegalArgumentException(
          "fill value of " + fillValue.length + " bytes for dtype " + dtype);
    }
    long[] axes = Arrays.stream(shape).asLongStream().toArray();
    long dataLength = Box.byteCount(axes, dtype.itemSize());
    byte[] datatype = Datatypes.encode(dtype);
    long array = Superblock.SIZE;
    int arrayHeader =
        ObjectHeaderWriter.contiguous(datatype, axes, fillValue, 0, dataLength).toBytes().length;
    long root = array + arrayHeader;
    byte[] rootHeader = ObjectHeaderWriter.group().link(ARRAY_NAME, array).toBytes();
    long data = Math.floorDiv(root + rootHeader.length + ALIGNMENT - 1, ALIGNMENT) * ALIGNMENT;
    FormatBytes header =
        new FormatBytes()
            .put(Superblock.encode(Math.addExact(data, dataLength), root))
            .put(
                ObjectHeaderWriter.contiguous(datatype, axes, fillValue, data, dataLength)
                    .toBytes())
            .put(rootHeader)
            .padTo(ALIGNMENT);
    return new ChunkHeader(header.toArray(), dataLength);
  }

  /**
   * The header of a file that was parsed: another file of the same length that begins with the same
   * bytes has the same structure.
   *
   * @param channel the file
   * @param dataAddress where its data begin
   * @param dataLength bytes of data
   * @return the header; empty if something follows the data, or the header is a large one
   * @throws IOException if the file cannot be read
   */
  static Optional<ChunkHeader> seen(FileChannel channel, long dataAddress, long dataLength)
      throws IOException {
    if (dataAddress > LARGEST_SEEN || channel.size() != dataAddress + dataLength) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) dataAddress);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, bytes.position()) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new ChunkHeader(bytes.array(), dataLength));
  }

  /** Bytes before the data. */
  int length() {
    return bytes.capacity();
  }

  /** Bytes of data. */
  long dataLength() {
    return dataLength;
  }

  /** Bytes of the whole file. */
  long fileLength() {
    return length() + dataLength;
  }

  /** A new read-only view of the header, from 0 to {@link #length()}. */
  ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /**
   * Whether a file begins with this header.
   *
   * @param start the first bytes of the file, from position to limit; left as it is
   * @return true if they begin with these very bytes
   */
  boolean matches(ByteBuffer start) {
    int alike = start.mismatch(bytes);
    return alike == length() || alike < 0;
  }
}
