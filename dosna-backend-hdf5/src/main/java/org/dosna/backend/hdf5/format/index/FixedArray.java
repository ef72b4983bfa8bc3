package org.dosna.backend.hdf5.format.index;

import java.util.Optional;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatFile;

/** A fixed array (specification VII.C): one entry for each chunk there can be. */
final class FixedArray implements ChunkIndex {
  private final ChunkSlots slots;
  private final ArrayEntries entries;
  private final long count;
  private final int pageBits;
  private final long block;
  private final int prefix;

  FixedArray(FormatFile file, long address, ChunkSlots slots, long chunkBytes, boolean filtered) {
    this.slots = slots;
    Cursor header =
        file.cursorUpTo(address, 12L + file.lengthSize() + file.offsetSize()).signature("FAHD");
    header.version("a fixed array", 0, 0);
    int client = header.int8();
    this.entries = new ArrayEntries(file, header.int8(), client, chunkBytes, filtered);
    this.pageBits = header.int8();
    this.count = header.length();
    this.block = header.address();
    header.checksum();
    this.prefix = 6 + file.offsetSize();
    slots.requireLimits();
    if (slots.total() != count || pageBits > 30) {
      throw ChunkSlots.damaged("has " + count + " slots, the dataset " + slots.total());
    }
    file.bytes().requireInside(0, block == FormatFile.UNDEFINED ? 0 : count);
  }

  @Override
  public Optional<ChunkPlace> find(long[] scaled) {
    if (block == FormatFile.UNDEFINED) {
      return Optional.empty();
    }
    long slot = slots.rowMajor(scaled);
    long pageEntries = 1L << pageBits;
    if (count <= pageEntries) {
      Cursor all = entries.block(block, prefix, count).signature("FADB");
      return entries.entry(all.skip(prefix - 4 + slot * entries.entrySize()));
    }
    long pages = (count + pageEntries - 1) / pageEntries;
    long mapSize = (pages + 7) / 8;
    Cursor map = entries.block(block, (int) (prefix + mapSize), 0).signature("FADB");
    long page = slot >> pageBits;
    if (!ArrayEntries.isSet(map.skip(prefix - 4), page)) {
      return Optional.empty();
    }
    long stride = pageEntries * entries.entrySize() + 4;
    long start = block + prefix + mapSize + 4 + page * stride;
    long inPage = Math.min(pageEntries, count - (page << pageBits));
    Cursor entry = entries.block(start, 0, inPage);
    return entries.entry(entry.skip((slot & (pageEntries - 1)) * entries.entrySize()));
  }
}
