package org.dosna.backend.hdf5.format;

/** A local heap (specification III.D): names that end with NUL. */
public final class LocalHeap {
  private final Cursor data;

  /**
   * Reads it.
   *
   * @param file the file
   * @param address its position
   */
  public LocalHeap(FormatFile file, long address) {
    Cursor header =
        file.cursorUpTo(address, 8 + 2L * file.lengthSize() + file.offsetSize()).signature("HEAP");
    header.version("a heap of names", 0, 0);
    long size = header.skip(3).length();
    header.lengthBits(); // where it has room
    this.data = file.cursor(header.definedAddress("a heap's data"), size);
  }

  /**
   * Reads a name.
   *
   * @param offset where it begins
   * @return its bytes
   */
  public byte[] text(long offset) {
    return data.copy().skip(offset).untilNul();
  }
}
