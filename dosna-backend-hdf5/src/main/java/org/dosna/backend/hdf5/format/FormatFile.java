package org.dosna.backend.hdf5.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An HDF5 file and what its superblock says: the sizes of numbers, and what addresses count from.
 *
 * <p>They count from where the superblock was found: the base address that it states is not looked
 * at, as in the C library, so that a file behind any prefix can be read.
 */
public final class FormatFile implements Closeable {
  /** An address where nothing is. */
  public static final long UNDEFINED = -1;

  private static final String SIGNATURE = "\u0089HDF\r\n\u001a\n";
  private static final int FIRST_BASE = 512;
  private static final int MAX_SUPERBLOCK = 128;
  private static final int FIRST_WITH_CHECKSUM = 2;

  /** No part of the metadata is larger; a wild size is not followed. */
  private static final long MAX_PART = 64L << 20;

  private final FileBytes bytes;
  private final long base;
  private final int offsetSize;
  private final int lengthSize;
  private final long root;

  /**
   * Reads the superblock.
   *
   * @param bytes the file
   * @throws FormatException if it is no HDF5 file, or truncated
   */
  public FormatFile(FileBytes bytes) {
    this.bytes = bytes;
    this.base = findBase(bytes);
    Cursor cursor = cursorUpTo(base, MAX_SUPERBLOCK).skip(SIGNATURE.length());
    int version = cursor.version("the superblock", 0, 3);
    boolean old = version < FIRST_WITH_CHECKSUM;
    cursor.skip(old ? 4 : 0);
    this.offsetSize = size(cursor.int8());
    this.lengthSize = size(cursor.int8());
    int more = version == 1 ? 12 : 8; // sizes of B-trees, flags
    cursor.skip(old ? 1 + more : 1);
    long statedBase = cursor.bits(offsetSize);
    cursor.skip(offsetSize);
    requireWhole(statedBase, cursor.bits(offsetSize));
    // Before the root's address: the driver's block and the root's name, which counts as length.
    cursor.skip(old ? offsetSize + lengthSize : 0);
    this.root = cursor.definedAddress("the root group");
    if (!old) {
      cursor.checksum();
    }
  }

  private static long findBase(FileBytes bytes) {
    if (bytes.size() == 0) {
      throw new FormatException("it is empty");
    }
    for (long at = 0; at + SIGNATURE.length() <= bytes.size(); at = at == 0 ? FIRST_BASE : 2 * at) {
      ByteBuffer start = bytes.read(at, SIGNATURE.length());
      int same = 0;
      while (start.hasRemaining() && (start.get() & 0xff) == SIGNATURE.charAt(same)) {
        same++;
      }
      if (same == SIGNATURE.length()) {
        return at;
      }
    }
    throw new FormatException("it has no signature of HDF5");
  }

  private static int size(int size) {
    if (size != 2 && size != 4 && size != 8) {
      throw new FormatException("its addresses or lengths have " + size + " bytes");
    }
    return size;
  }

  private void requireWhole(long statedBase, long end) {
    long size = bytes.size() + Math.max(0, statedBase - base);
    if (end < 0 ? end != undefinedBits() : end > size && end != undefinedBits()) {
      throw new FormatException(
          String.format(
              "it is truncated: it has %d bytes, its superblock says %d", bytes.size(), end));
    }
  }

  /** An undefined address as it is stored. */
  long undefinedBits() {
    return offsetSize == Long.BYTES ? -1 : (1L << (8 * offsetSize)) - 1;
  }

  /** The position of an address in the file. */
  long position(long address) {
    if (address < 0 || address > bytes.size() - base) {
      throw new FormatException(
          String.format(
              "the file is truncated or damaged: an address is %s, the file has %d bytes",
              Long.toUnsignedString(address), bytes.size()));
    }
    return base + address;
  }

  /**
   * The file's name.
   *
   * @return as it was given
   */
  public Path path() {
    return bytes.path();
  }

  /**
   * What is before the file proper.
   *
   * @return bytes of the user block
   */
  public long userBlock() {
    return base;
  }

  /**
   * The file's bytes, for data.
   *
   * @return the bytes; positions are those of the file
   */
  public FileBytes bytes() {
    return bytes;
  }

  /**
   * Bytes of an address.
   *
   * @return 2, 4 or 8
   */
  public int offsetSize() {
    return offsetSize;
  }

  /**
   * Bytes of a length.
   *
   * @return 2, 4 or 8
   */
  public int lengthSize() {
    return lengthSize;
  }

  /**
   * Where the root group is.
   *
   * @return position of its object header
   */
  public long root() {
    return root;
  }

  /**
   * Reads a part of the metadata.
   *
   * @param position where it begins
   * @param size its bytes
   * @return a cursor over them
   * @throws FormatException if they are not all there, or wildly many
   */
  public Cursor cursor(long position, long size) {
    if (size > MAX_PART) {
      throw new FormatException(
          "the file is damaged: " + size + " bytes of metadata at " + position);
    }
    return new Cursor(this, bytes.read(position, size));
  }

  /**
   * Reads a part of the metadata whose size is not known yet.
   *
   * @param position where it begins
   * @param most its most bytes
   * @return a cursor over them, or over what is left of the file
   */
  public Cursor cursorUpTo(long position, long most) {
    return cursor(position, Math.min(most, bytes.size() - position));
  }

  /**
   * A cursor over other bytes of this file, which were stored in a roundabout way.
   *
   * @param content the bytes
   * @return the cursor
   */
  public Cursor cursor(byte[] content) {
    return new Cursor(this, ByteBuffer.wrap(content));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
