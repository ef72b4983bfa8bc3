package org.dosna.backend.hdf5.format.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;

/**
 * The entries of fixed and extensible arrays: an address, and for filtered chunks a size and a
 * mask. They are in blocks with a checksum, of which those used last are kept. Thread safe.
 */
final class ArrayEntries {
  private static final int KEPT_BLOCKS = 64;
  private static final int MASK_SIZE = 4;

  private final FormatFile file;
  private final int entrySize;
  private final long chunkBytes;
  private final boolean filtered;

  private final Map<Long, Cursor> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Cursor> eldest) {
              return size() > KEPT_BLOCKS;
            }
          });

  /**
   * Entries.
   *
   * @param entrySize bytes of one
   * @param client what the array says of them: 0, or 1 if chunks are filtered
   */
  ArrayEntries(FormatFile file, int entrySize, int client, long chunkBytes, boolean filtered) {
    this.file = file;
    this.entrySize = entrySize;
    this.chunkBytes = chunkBytes;
    this.filtered = filtered;
    int sizeBytes = sizeBytes();
    if (client != (filtered ? 1 : 0) || (filtered ? sizeBytes < 1 : sizeBytes != -MASK_SIZE)) {
      throw ChunkSlots.damaged("has entries of type " + client + " and " + entrySize + " bytes");
    }
    if (sizeBytes > Long.BYTES) {
      throw ChunkSlots.damaged("has sizes of " + sizeBytes + " bytes");
    }
  }

  private int sizeBytes() {
    return entrySize - file.offsetSize() - MASK_SIZE;
  }

  int entrySize() {
    return entrySize;
  }

  /** Bytes of some entries, and behind them a checksum of all from the position on. */
  Cursor block(long position, int prefix, long entries) {
    Cursor block = kept.get(position);
    if (block == null) {
      long size = prefix + entries * entrySize;
      file.bytes().requireInside(position, size);
      Cursor all = file.cursor(position, size + 4);
      block = all.copy();
      all.skip(size).checksum();
      kept.put(position, block);
    }
    return block.copy();
  }

  /** Reads the entry at which a cursor is. */
  Optional<ChunkPlace> entry(Cursor at) {
    long address = at.address();
    if (address == FormatFile.UNDEFINED) {
      return Optional.empty();
    }
    if (!filtered) {
      return Optional.of(new ChunkPlace(address, chunkBytes, 0));
    }
    long size = at.number(sizeBytes());
    return Optional.of(new ChunkPlace(address, size, (int) at.int32()));
  }

  /** Whether a bit is set in a map that begins with the highest bit of its first byte. */
  static boolean isSet(Cursor map, long bit) {
    if (bit >> 3 >= map.remaining()) {
      throw new FormatException("the file is damaged: an index of chunks is too short");
    }
    return (map.copy().skip(bit >> 3).int8() & 0x80 >> (bit & 7)) != 0;
  }
}
