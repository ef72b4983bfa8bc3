package org.dosna.spi;

import java.nio.ByteBuffer;
import org.dosna.Arguments;

/**
 * Bytes of a chunk, from one of its elements on.
 *
 * @param bytes the bytes from the buffer's position on, in the buffer's byte order
 * @param first the chunk's element that lies at the buffer's position, counted in C order
 */
public record ChunkBytes(ByteBuffer bytes, int first) {
  /**
   * Refuses null.
   *
   * @param bytes the bytes from the buffer's position on, in the buffer's byte order
   * @param first the chunk's element that lies at the buffer's position, counted in C order
   */
  public ChunkBytes {
    Arguments.require("bytes", bytes);
  }
}
