package org.dosna.backend.hdf5.format.object;

import java.nio.ByteBuffer;

/** Makes elements of a dtype out of stored ones of another form. Stateless. */
public interface Conversion {
  /**
   * Converts.
   *
   * @param stored the stored elements, from the buffer's position to its limit
   * @param elements gets the elements at its position, in the byte order of the dtype; as many as
   *     are stored fit
   */
  void convert(ByteBuffer stored, ByteBuffer elements);

  /**
   * Reads an unsigned number.
   *
   * @param bytes from its position on
   * @param size its bytes, at most 8
   * @param bigEndian which comes first
   * @return its bits
   */
  static long bits(ByteBuffer bytes, int size, boolean bigEndian) {
    long bits = 0;
    for (int i = 0; i < size; i++) {
      long next = bytes.get() & 0xffL;
      bits = bigEndian ? bits << 8 | next : bits | next << (8 * i);
    }
    return bits;
  }

  /**
   * Writes a number.
   *
   * @param bytes written from its position on
   * @param size its bytes, at most 8
   * @param bigEndian which comes first
   * @param bits the number; what does not fit is cut off
   */
  static void put(ByteBuffer bytes, int size, boolean bigEndian, long bits) {
    for (int i = 0; i < size; i++) {
      bytes.put((byte) (bits >>> (8 * (bigEndian ? size - 1 - i : i))));
    }
  }
}
