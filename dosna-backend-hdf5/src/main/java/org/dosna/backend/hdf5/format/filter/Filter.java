package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.spi.Scratch;

/** Undoes a filter. Thread safe. */
@FunctionalInterface
interface Filter {
  /**
   * Decodes.
   *
   * @param stored what was stored, from position to limit of a heap buffer, which may be changed
   * @param most the most bytes that may come of it
   * @return what it was made of, from position to limit of a heap buffer
   * @throws FormatException if it is damaged
   */
  ByteBuffer decode(ByteBuffer stored, int most);

  /** Memory for what is decoded, with any content: no more than can come out of it, at least. */
  static byte[] room(ByteBuffer stored, int most, int ratio) {
    return Scratch.take((int) Math.min(most, 64 + (long) ratio * stored.remaining()));
  }

  /** What is wrong with stored bytes. */
  static FormatException damaged(String filter) {
    return new FormatException(filter + " cannot be undone: it is damaged");
  }
}
