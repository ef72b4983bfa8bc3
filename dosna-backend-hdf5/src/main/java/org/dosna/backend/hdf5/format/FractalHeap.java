package org.dosna.backend.hdf5.format;

/**
 * A fractal heap (specification III.G): where dense links are. Objects are in blocks of growing
 * sizes; those larger than any block are by themselves.
 */
public final class FractalHeap {
  private static final int MAX_DEPTH = 64;
  private static final int HUGE = 0x10;

  private final FormatFile file;
  private final int width;
  private final long startSize;
  private final int offsetSize;
  private final int lengthSize;
  private final int directRows;
  private final long root;
  private final int rootRows;
  private final boolean checked;
  private final long hugeObjects;

  /**
   * Reads the header.
   *
   * @param file the file
   * @param address the header's position
   */
  public FractalHeap(FormatFile file, long address) {
    this.file = file;
    int words = 10 * file.lengthSize() + 2 * file.offsetSize();
    Cursor header = file.cursorUpTo(address, 64 + words + 3L * Long.BYTES).signature("FRHP");
    header.version("a heap", 0, 0);
    header.skip(2);
    if (header.int16() != 0) {
      throw new FormatException("the names of its links are compressed, which is not supported");
    }
    this.checked = (header.int8() & 2) != 0;
    long maxManaged = header.int32();
    this.hugeObjects = header.skip(file.lengthSize()).address();
    header.skip(words - file.lengthSize() - (long) file.offsetSize());
    this.width = header.int16();
    this.startSize = header.length();
    long maxDirect = header.length();
    int heapBits = header.int16();
    header.skip(2);
    this.root = header.address();
    this.rootRows = header.int16();
    header.checksum();
    if (width == 0
        || startSize <= 0
        || startSize > 1L << 32
        || maxDirect < startSize
        || heapBits > 64) {
      throw new FormatException(
          "the file is damaged: a heap has blocks of " + startSize + " bytes");
    }
    this.offsetSize = (heapBits + 7) / 8;
    this.lengthSize = bytesOf(Math.min(maxDirect, maxManaged));
    this.directRows =
        Long.numberOfTrailingZeros(maxDirect) - Long.numberOfTrailingZeros(startSize) + 2;
  }

  private static int bytesOf(long most) {
    return most <= 0 ? 1 : (63 - Long.numberOfLeadingZeros(most)) / 8 + 1;
  }

  /**
   * Reads an object.
   *
   * @param id its heap ID
   * @return a cursor over it
   * @throws FormatException if it is not there
   */
  public Cursor object(byte[] id) {
    Cursor bytes = file.cursor(id);
    int type = bytes.int8() & 0xf0;
    if (type == HUGE) {
      return huge(bytes.number(Math.min(Long.BYTES, bytes.remaining())));
    } else if (type != 0) {
      throw new FormatException("the file is damaged: a heap has objects of type " + type);
    }
    long offset = bytes.number(offsetSize);
    long length = bytes.number(lengthSize);
    if (root == FormatFile.UNDEFINED) {
      throw new FormatException("the file is damaged: a heap is empty");
    }
    return rootRows == 0
        ? inDirect(root, startSize, offset, length)
        : inIndirect(root, rootRows, offset, length, 0);
  }

  /** What is larger than any block has a place of its own, found by a B-tree. */
  private Cursor huge(long number) {
    for (byte[] entry : new BTree2(file, hugeObjects).all()) {
      Cursor record = file.cursor(entry);
      long address = record.address();
      long length = record.length();
      if (record.remaining() == file.lengthSize() && record.length() == number) {
        return file.cursor(address, length);
      }
    }
    throw new FormatException("the file is damaged: an object of a heap is missing");
  }

  /** Offsets count the headers of blocks, too. */
  private Cursor inDirect(long block, long size, long offset, long length) {
    Cursor bytes = file.cursor(block, size).signature("FHDB");
    if (checked) {
      int checksumAt = 4 + 1 + file.offsetSize() + offsetSize;
      bytes.checksumAt(checksumAt);
    }
    return bytes.skip(offset - bytes.position()).part(length);
  }

  private Cursor inIndirect(long block, int rows, long offset, long length, int depth) {
    if (depth > MAX_DEPTH) {
      throw new FormatException("the file is damaged: a heap leads in a circle");
    }
    int prefix = 4 + 1 + file.offsetSize() + offsetSize;
    long pointers = (long) rows * width * file.offsetSize();
    Cursor bytes = file.cursor(block, prefix + pointers + 4).signature("FHIB");
    bytes.skip(prefix - bytes.position() + pointers).checksum();
    int row = 0;
    long left = offset;
    while (left >= width * rowSize(row)) {
      left -= width * rowSize(row++);
    }
    long size = rowSize(row);
    long entry = (row * (long) width + left / size) * file.offsetSize();
    if (entry >= pointers) {
      throw new FormatException("the file is damaged: a heap has an object beyond its blocks");
    }
    long child = file.cursor(block + prefix + entry, file.offsetSize()).definedAddress("a block");
    return row < directRows
        ? inDirect(child, size, left % size, length)
        : inIndirect(child, rowsOf(size), left % size, length, depth + 1);
  }

  /** Rows of an indirect block that spans so many bytes. */
  private int rowsOf(long size) {
    return Long.numberOfTrailingZeros(size) - Long.numberOfTrailingZeros(startSize * width) + 1;
  }

  /** Size of a block of a row. */
  private long rowSize(int row) {
    long size = startSize << Math.max(0, row - 1);
    if (row > MAX_DEPTH - 16 || size <= 0 || size > 1L << 44) {
      throw new FormatException("the file is damaged: a heap has an object beyond its blocks");
    }
    return size;
  }
}
