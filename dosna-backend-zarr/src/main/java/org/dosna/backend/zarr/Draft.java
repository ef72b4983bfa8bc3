package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.dosna.DosnaException;
import org.dosna.spi.ObjectVersion;

/**
 * What is to become an object, written bit by bit, so that it need not be in memory. Nobody sees it
 * until it is published. Used by one thread at a time; each method throws {@link DosnaException} if
 * the store fails.
 */
interface Draft extends AutoCloseable {
  /** How many bytes it has. */
  long size();

  /**
   * Writes bytes behind those that it has.
   *
   * @param bytes from the buffer's position to its limit, which stay
   */
  void append(ByteBuffer bytes);

  /**
   * Writes bytes over others.
   *
   * @param at where, inside what it has
   * @param bytes as in {@link #append}
   */
  void write(long at, ByteBuffer bytes);

  /**
   * Leaves out what is behind its first bytes.
   *
   * @param size how many stay
   */
  void truncate(long size);

  /**
   * Makes it the object. Atomic.
   *
   * @param replaced the version that the object has to be; empty if there must be none
   * @return the new version; empty, and all stays as it is, if the object is another one
   */
  Optional<ObjectVersion> publish(Optional<ObjectVersion> replaced);

  /** Throws it away, unless it was published. */
  @Override
  void close();
}
