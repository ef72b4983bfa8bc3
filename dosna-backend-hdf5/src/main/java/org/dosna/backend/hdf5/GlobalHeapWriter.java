package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.dosna.DosnaException;

/**
 * Writes a global heap: the bytes of variable-length elements, which are stored outside the
 * attribute that refers to them.
 *
 * <p>HDF5 file format specification 3.0, section III.E. The heap is a row of collections. The
 * number of objects in one is bounded by its format (16 bits), so is their size by us, as a reader
 * loads a collection whole; one object alone may be larger.
 */
final class GlobalHeapWriter {
  private static final int MIN_COLLECTION_SIZE = 4096;
  private static final int MAX_COLLECTION_SIZE = 1 << 20;
  private static final int MAX_OBJECTS = 1 << 14;
  private static final int MAX_HEAP_SIZE = 1 << 30;
  private static final int COLLECTION_HEADER_SIZE = 16;
  private static final int OBJECT_HEADER_SIZE = 16;

  private final long address;
  private final FormatBytes collections = new FormatBytes();
  private FormatBytes objects = new FormatBytes();
  private int objectCount;

  /** Makes an empty heap that will be at the given address, a multiple of 8. */
  GlobalHeapWriter(long address) {
    this.address = address;
  }

  /**
   * Adds an object.
   *
   * @param object its bytes, at least one
   * @return the reference to it: address of its collection, index in it
   * @throws DosnaException if the heap would become larger than we can hold in memory
   */
  byte[] add(byte[] object) {
    long size = (long) objects.size() + OBJECT_HEADER_SIZE + object.length;
    if (collections.size() + size > MAX_HEAP_SIZE) {
      throw new DosnaException(
          "The texts of all attributes have more than " + MAX_HEAP_SIZE + " bytes");
    }
    if (objectCount == MAX_OBJECTS || (objectCount > 0 && size > MAX_COLLECTION_SIZE)) {
      closeCollection();
    }
    objectCount++;
    objects.int16(objectCount).int16(1).int32(0).int64(object.length).put(object).padTo(8);
    return new FormatBytes().int64(address + collections.size()).int32(objectCount).toArray();
  }

  private void closeCollection() {
    int used = COLLECTION_HEADER_SIZE + objects.size();
    int size = Math.max(used, MIN_COLLECTION_SIZE);
    collections.put("GCOL".getBytes(US_ASCII)).int8(1).zeros(3).int64(size).put(objects.toArray());
    int free = size - used;
    if (free >= OBJECT_HEADER_SIZE) { // a smaller rest is known to be free without object 0
      collections.int64(0).int64(free).zeros(free - OBJECT_HEADER_SIZE);
    } else {
      collections.zeros(free);
    }
    objects = new FormatBytes();
    objectCount = 0;
  }

  /** The heap; no bytes if nothing was added. No more objects can be added. */
  byte[] toBytes() {
    if (objectCount > 0) {
      closeCollection();
    }
    return collections.toArray();
  }
}
