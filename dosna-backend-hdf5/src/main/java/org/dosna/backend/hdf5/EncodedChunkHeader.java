package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.backend.hdf5.format.Lookup3;

/**
 * The start of a chunk file whose one HDF5 chunk is the whole chunk, after filters; what was stored
 * follows. Where there are no filters but a checksum, the elements lie in one piece. Headers of one
 * dataset differ in the stored size and the checksum only, so they are made once and changed. HDF5
 * 1.10 and later read them. Immutable, thread safe.
 */
final class EncodedChunkHeader {
  /** The attribute that has the checksum. */
  static final String CHECKSUM = "crc32c";

  private static final int ALIGNMENT = 8;
  private static final int MESSAGE_HEADER = 4;
  private static final int OBJECT_HEADER_PREFIX = 10;
  private static final int END_OF_FILE = 28;

  private final byte[] template;
  private final boolean filtered;
  private final boolean checksum;

  /** Where the stored size stands. */
  private final int sizeAt;

  /** Where the checksum of the object header stands; ours stands before it. */
  private final int headerEnd;

  EncodedChunkHeader(DatasetSpec spec, StoredFilters filters) {
    this.filtered = !filters.filters().isEmpty();
    this.checksum = filters.checksum();
    int axes = spec.chunkSize().length;
    int layoutStart = filtered ? 5 + lengthBytes(spec) * (axes + 1) + 1 : 2 + Long.BYTES;
    this.sizeAt = Superblock.SIZE + OBJECT_HEADER_PREFIX + MESSAGE_HEADER + layoutStart;
    int size = array(spec, filters, 0).length;
    byte[] root =
        ObjectHeaderWriter.group().link(ChunkHeader.ARRAY_NAME, Superblock.SIZE).toBytes();
    int length = Superblock.SIZE + size + root.length;
    int data = length + Math.floorMod(-length, ALIGNMENT);
    this.headerEnd = Superblock.SIZE + size - Integer.BYTES;
    this.template =
        new FormatBytes()
            .put(Superblock.encode(0, (long) Superblock.SIZE + size))
            .put(array(spec, filters, data))
            .put(root)
            .padTo(ALIGNMENT)
            .toArray();
  }

  /** The object header of the array: the layout first, the checksum last. */
  private byte[] array(DatasetSpec spec, StoredFilters filters, int data) {
    long[] shape = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    byte[] fill = DatasetFile.bytes(spec.fillElement(), spec.dtype().byteOrder());
    ObjectHeaderWriter header =
        new ObjectHeaderWriter()
            .add(ObjectHeaderWriter.DATA_LAYOUT, layout(spec, data))
            .add(ObjectHeaderWriter.DATASPACE, ObjectHeaderWriter.dataspace(shape))
            .add(ObjectHeaderWriter.DATATYPE, Datatypes.encode(spec.dtype()))
            .add(ObjectHeaderWriter.FILL_VALUE, ObjectHeaderWriter.fillValue(fill));
    if (filtered) {
      header.add(ObjectHeaderWriter.FILTERS, filters.message());
    }
    if (checksum) {
      byte[] attribute =
          ObjectHeaderWriter.attribute(
              CHECKSUM,
              Datatypes.encode(DType.of("<u4")),
              ObjectHeaderWriter.dataspace(),
              new byte[Integer.BYTES]);
      header.add(ObjectHeaderWriter.ATTRIBUTE, attribute);
    }
    return header.toBytes();
  }

  /** The data layout message: version 4 of one filtered chunk, or version 3 of one piece. */
  private byte[] layout(DatasetSpec spec, int data) {
    if (!filtered) {
      int contiguous = 1;
      return new FormatBytes()
          .int8(3)
          .int8(contiguous)
          .int64(data)
          .int64(spec.chunkBytes())
          .toArray();
    }
    int chunked = 2;
    int filteredSingle = 2;
    int singleChunk = 1;
    int[] size = spec.chunkSize();
    FormatBytes layout =
        new FormatBytes()
            .int8(4)
            .int8(chunked)
            .int8(filteredSingle)
            .int8(size.length + 1)
            .int8(lengthBytes(spec));
    Arrays.stream(size).forEach(length -> layout.number(length, lengthBytes(spec)));
    layout.number(spec.dtype().itemSize(), lengthBytes(spec)).int8(singleChunk);
    int allFilters = 0;
    return layout.int64(0).int32(allFilters).int64(data).toArray();
  }

  /** HDF5 insists on as few bytes as the longest axis needs; that of an element counts, too. */
  private static int lengthBytes(DatasetSpec spec) {
    int longest =
        Math.max(spec.dtype().itemSize(), Arrays.stream(spec.chunkSize()).max().orElse(1));
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(longest);
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Bytes before what is stored. */
  int length() {
    return template.length;
  }

  /**
   * The header of a chunk.
   *
   * @param stored how many bytes follow
   * @param sum the checksum, if there is any
   */
  byte[] bytes(long stored, int sum) {
    byte[] bytes = template.clone();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(END_OF_FILE, bytes.length + stored);
    int superblockEnd = Superblock.SIZE - Integer.BYTES;
    header.putInt(superblockEnd, Lookup3.hash(header, 0, superblockEnd));
    header.putLong(sizeAt, stored);
    if (checksum) {
      header.putInt(headerEnd - Integer.BYTES, sum);
    }
    int from = Superblock.SIZE;
    header.putInt(headerEnd, Lookup3.hash(header, from, headerEnd - from));
    return bytes;
  }

  /** The checksum in a header; 0 if there is none. */
  int sum(ByteBuffer header) {
    return checksum
        ? header.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(headerEnd - Integer.BYTES)
        : 0;
  }

  /**
   * Whether a file begins as this dataset's do.
   *
   * @param file all bytes of it, from 0 to the limit
   */
  boolean matches(ByteBuffer file) {
    return file.limit() >= length()
        && file.slice(0, length())
            .equals(ByteBuffer.wrap(bytes(file.limit() - length(), sum(file))));
  }
}
