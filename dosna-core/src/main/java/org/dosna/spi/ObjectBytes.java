package org.dosna.spi;

import java.nio.ByteBuffer;
import org.dosna.Arguments;

/**
 * What an {@link ObjectStore} gives of an object, all of one version.
 *
 * @param bytes all bytes or those asked for, from the buffer's position to its limit; a buffer of
 *     the caller's, whose bytes nobody changes any more, and which may be read-only
 * @param size the size of the whole object, in bytes
 * @param version the object's version
 */
public record ObjectBytes(ByteBuffer bytes, long size, ObjectVersion version) {
  /**
   * Refuses null.
   *
   * @param bytes all bytes or those asked for, from the buffer's position to its limit; a buffer of
   *     the caller's, whose bytes nobody changes any more, and which may be read-only
   * @param size the size of the whole object, in bytes
   * @param version the object's version
   */
  public ObjectBytes {
    Arguments.require("bytes", bytes);
    Arguments.require("version", version);
  }

  /**
   * The same in memory of its own, for bytes that were lent.
   *
   * @return a copy
   */
  public ObjectBytes copy() {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    return new ObjectBytes(copy, size, version);
  }
}
