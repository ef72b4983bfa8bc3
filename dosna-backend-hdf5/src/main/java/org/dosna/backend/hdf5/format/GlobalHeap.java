package org.dosna.backend.hdf5.format;

/** A collection of the global heap (specification III.E). */
public final class GlobalHeap {
  private static final int PADDING = 8;

  private GlobalHeap() {}

  /**
   * Reads an object.
   *
   * @param file the file
   * @param collection the collection's position
   * @param index which of its objects
   * @return a cursor over it
   * @throws FormatException if it is not there
   */
  public static Cursor object(FormatFile file, long collection, long index) {
    int prefix = 8 + file.lengthSize();
    Cursor head = file.cursorUpTo(collection, prefix).signature("GCOL");
    head.version("a global heap", 1, 1);
    long size = head.skip(3).length();
    Cursor objects = file.cursor(collection, size).skip(prefix);
    while (objects.remaining() >= 8 + file.lengthSize()) {
      int found = objects.int16();
      long length = objects.skip(6).length();
      if (found == index && found != 0) {
        return objects.part(length);
      } else if (found == 0) {
        break;
      }
      long padded = (length + PADDING - 1) / PADDING * PADDING;
      objects.skip(Math.min(padded, Math.max(length, objects.remaining())));
    }
    throw new FormatException("the file is damaged: an object of a global heap is missing");
  }
}
