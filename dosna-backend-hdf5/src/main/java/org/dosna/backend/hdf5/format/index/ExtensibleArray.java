package org.dosna.backend.hdf5.format.index;

import java.util.Optional;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatFile;

/**
 * An extensible array (specification VII.D): entries in an index block, then in data blocks of
 * growing sizes, those in turn found by super blocks.
 *
 * <p>Super block u has 2^(u/2) data blocks of minElements * 2^((u+1)/2) entries; those of the first
 * ones hang on the index block.
 */
final class ExtensibleArray implements ChunkIndex {
  private static final int MAX_BITS = 48;

  private final FormatFile file;
  private final ChunkSlots slots;
  private final ArrayEntries entries;
  private final int indexEntries;
  private final int minBits;
  private final int pageBits;
  private final int directBlocks;
  private final int firstSuper;
  private final int superBlocks;
  private final int offsetBytes;
  private final long indexBlock;

  ExtensibleArray(
      FormatFile file, long address, ChunkSlots slots, long chunkBytes, boolean filtered) {
    this.file = file;
    this.slots = slots;
    slots.requireOneUnlimited();
    Cursor header =
        file.cursorUpTo(address, 16 + 6L * file.lengthSize() + file.offsetSize()).signature("EAHD");
    header.version("an extensible array", 0, 0);
    int client = header.int8();
    this.entries = new ArrayEntries(file, header.int8(), client, chunkBytes, filtered);
    int maxBits = header.int8();
    this.indexEntries = header.int8();
    int minElements = header.int8();
    int minPointers = header.int8();
    this.pageBits = header.int8();
    this.indexBlock = header.skip(6L * file.lengthSize()).address();
    header.checksum();
    if (Integer.bitCount(minElements) != 1
        || Integer.bitCount(minPointers) != 1
        || minPointers < 2
        || pageBits > 30
        || maxBits > MAX_BITS) {
      throw ChunkSlots.damaged("has blocks of " + minElements + " and " + minPointers);
    }
    this.minBits = Integer.numberOfTrailingZeros(minElements);
    this.directBlocks = 2 * (minPointers - 1);
    this.firstSuper = 2 * Integer.numberOfTrailingZeros(minPointers);
    this.superBlocks = 1 + maxBits - minBits;
    this.offsetBytes = (maxBits + 7) / 8;
    if (superBlocks <= firstSuper) {
      throw ChunkSlots.damaged("has no super blocks");
    }
  }

  /** What the blocks begin with: signature, version, type, address of the header. */
  private int prefix() {
    return 6 + file.offsetSize();
  }

  @Override
  public Optional<ChunkPlace> find(long[] scaled) {
    if (indexBlock == FormatFile.UNDEFINED) {
      return Optional.empty();
    }
    long slot = slots.unlimitedFirst(scaled);
    int pointers = directBlocks + superBlocks - firstSuper;
    int size = prefix() + indexEntries * entries.entrySize() + pointers * file.offsetSize();
    Cursor block = entries.block(indexBlock, size, 0).signature("EAIB").skip(prefix() - 4);
    if (slot < indexEntries) {
      return entries.entry(block.skip(slot * entries.entrySize()));
    }
    block.skip((long) indexEntries * entries.entrySize());
    long rest = slot - indexEntries;
    int level = 63 - Long.numberOfLeadingZeros((rest >> minBits) + 1);
    if (level >= superBlocks) {
      throw ChunkSlots.damaged("has no room for slot " + slot);
    }
    long inLevel = rest - (((1L << level) - 1) << minBits);
    int blockBits = minBits + (level + 1) / 2;
    long number = inLevel >> blockBits;
    long entry = inLevel & ((1L << blockBits) - 1);
    if (level < firstSuper) {
      long before = blocksBefore(level);
      long address = block.skip((before + number) * file.offsetSize()).address();
      return inDataBlock(address, blockBits, entry);
    }
    int pointer = directBlocks + level - firstSuper;
    long address = block.skip((long) pointer * file.offsetSize()).address();
    return address == FormatFile.UNDEFINED
        ? Optional.empty()
        : inSuperBlock(address, level, blockBits, number, entry);
  }

  /** Data blocks of all super blocks before one. */
  private static long blocksBefore(int level) {
    long blocks = 0;
    for (int before = 0; before < level; before++) {
      blocks += 1L << (before / 2);
    }
    return blocks;
  }

  private Optional<ChunkPlace> inSuperBlock(
      long address, int level, int blockBits, long number, long entry) {
    long blocks = 1L << (level / 2);
    long pages = blockBits > pageBits ? 1L << (blockBits - pageBits) : 0;
    long mapSize = blocks * ((pages + 7) / 8);
    long size = prefix() + offsetBytes + mapSize + blocks * file.offsetSize();
    file.bytes().requireInside(address, size);
    Cursor block = entries.block(address, (int) size, 0).signature("EASB");
    block.skip(prefix() - 4 + offsetBytes);
    Cursor map = block.part(mapSize);
    // The bits of all blocks follow each other without gaps.
    if (pages > 0 && !ArrayEntries.isSet(map, number * pages + (entry >> pageBits))) {
      return Optional.empty();
    }
    return inDataBlock(block.skip(number * file.offsetSize()).address(), blockBits, entry);
  }

  private Optional<ChunkPlace> inDataBlock(long address, int blockBits, long entry) {
    if (address == FormatFile.UNDEFINED) {
      return Optional.empty();
    }
    int prefix = prefix() + offsetBytes;
    if (blockBits <= pageBits) {
      Cursor block = entries.block(address, prefix, 1L << blockBits).signature("EADB");
      return entries.entry(block.skip(prefix - 4 + entry * entries.entrySize()));
    }
    entries.block(address, prefix, 0).signature("EADB");
    long pageEntries = 1L << pageBits;
    long stride = pageEntries * entries.entrySize() + 4;
    long start = address + prefix + 4 + (entry >> pageBits) * stride;
    Cursor page = entries.block(start, 0, pageEntries);
    return entries.entry(page.skip((entry & (pageEntries - 1)) * entries.entrySize()));
  }
}
