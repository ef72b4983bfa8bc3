package org.dosna.backend.hdf5.format;

import java.nio.ByteBuffer;

/**
 * Bob Jenkins' hash {@code hashlittle} of lookup3.c, started with 0: HDF5's checksum of metadata
 * and hash of the names of links.
 */
public final class Lookup3 {
  private static final int BLOCK = 12;

  private Lookup3() {}

  /**
   * The hash of some bytes.
   *
   * @param bytes a buffer, whose position and limit do not matter
   * @param from the first byte's index
   * @param count how many
   * @return the hash
   */
  public static int hash(ByteBuffer bytes, int from, int count) {
    int a = 0xdeadbeef + count;
    int b = a;
    int c = a;
    int at = from;
    int left = count;
    for (; left > BLOCK; left -= BLOCK, at += BLOCK) {
      a += word(bytes, at, 4);
      b += word(bytes, at + 4, 4);
      c += word(bytes, at + 8, 4);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (left == 0) {
      return c;
    }
    a += word(bytes, at, left);
    b += word(bytes, at + 4, left - 4);
    c += word(bytes, at + 8, left - 8);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Up to four bytes as a little-endian number. */
  private static int word(ByteBuffer bytes, int at, int left) {
    int word = 0;
    for (int i = 0; i < Math.min(left, 4); i++) {
      word |= (bytes.get(at + i) & 0xff) << (8 * i);
    }
    return word;
  }
}
