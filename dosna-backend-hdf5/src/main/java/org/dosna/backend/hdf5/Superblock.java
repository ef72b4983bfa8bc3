package org.dosna.backend.hdf5;

/**
 * Writes the superblock, the first bytes of an HDF5 file.
 *
 * <p>Version 2, HDF5 file format specification 3.0, section II.B: read by every HDF5 library since
 * 1.8. Addresses and lengths have 8 bytes.
 */
final class Superblock {
  /** Bytes of a superblock. */
  static final int SIZE = 48;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private Superblock() {}

  /**
   * Makes a superblock.
   *
   * @param endOfFile size of the file in bytes
   * @param root address of the root group's object header
   */
  static byte[] encode(long endOfFile, long root) {
    return new FormatBytes()
        .put(SIGNATURE)
        .int8(2)
        .int8(Long.BYTES)
        .int8(Long.BYTES)
        .int8(0)
        .int64(0)
        .int64(ObjectHeaderWriter.UNDEFINED)
        .int64(endOfFile)
        .int64(root)
        .checksum()
        .toArray();
  }
}
