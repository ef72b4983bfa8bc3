package org.dosna;

import java.nio.ByteBuffer;

/**
 * A {@link Codec} with its parameters, for the chunks of one dataset. Thread safe. All buffers are
 * over arrays and begin at their position. Elements are in C order and the byte order of their
 * dtype.
 */
public interface Coder {
  /**
   * How large a chunk can become.
   *
   * @param size bytes before encoding
   * @return the most bytes there can be after it
   */
  default long maxEncoded(long size) {
    return size;
  }

  /**
   * Encodes.
   *
   * @param from what is to be encoded, all up to its limit; its position may be changed
   * @param to room for what comes of it, at least {@link #maxEncoded}; its position is behind it
   *     afterwards
   */
  void encode(ByteBuffer from, ByteBuffer to);

  /**
   * Decodes. Must neither write nor allocate more than there is room for, whatever the bytes say.
   *
   * @param from what {@link #encode} made, perhaps damaged; its position may be changed
   * @param to room for the most that it can have been made of; its position is behind what came of
   *     it afterwards
   * @throws DosnaException if the bytes are damaged, or there is no room for what comes of them
   */
  void decode(ByteBuffer from, ByteBuffer to);

  /**
   * The same for one chunk: overridden by checksums, which take in what chunk it is, so that
   * swapped chunks are noticed.
   *
   * @param identity bytes that no other chunk has
   * @return a coder of that chunk
   */
  default Coder of(byte[] identity) {
    return this;
  }
}
