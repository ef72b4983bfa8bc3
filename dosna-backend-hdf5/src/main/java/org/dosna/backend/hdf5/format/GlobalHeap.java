package org.dosna.backend.hdf5.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A collection of the global heap (specification III.E). Thread safe. */
public final class GlobalHeap {
  private static final int PADDING = 8;

  private final Map<Integer, Cursor> objects = new HashMap<>();

  /**
   * Reads a collection.
   *
   * @param file the file
   * @param collection its position
   * @throws FormatException if it is damaged
   */
  public GlobalHeap(FormatFile file, long collection) {
    int prefix = 8 + file.lengthSize();
    Cursor head = file.cursorUpTo(collection, prefix).signature("GCOL");
    head.version("a global heap", 1, 1);
    long size = head.skip(3).length();
    Cursor all = file.cursor(collection, size).skip(prefix);
    while (all.remaining() >= 8 + file.lengthSize()) {
      int index = all.int16();
      long length = all.skip(6).length();
      if (index == 0) { // what is left is free
        break;
      }
      objects.putIfAbsent(index, all.part(length));
      all.skip(Math.min(Math.floorMod(-length, PADDING), all.remaining()));
    }
  }

  /**
   * Reads an object.
   *
   * @param index which of the collection's
   * @return a cursor over it
   * @throws FormatException if it is not there
   */
  public Cursor object(long index) {
    return Optional.ofNullable(objects.get((int) Math.min(index, Integer.MAX_VALUE)))
        .map(Cursor::copy)
        .orElseThrow(
            () ->
                new FormatException("the file is damaged: an object of a global heap is missing"));
  }
}
