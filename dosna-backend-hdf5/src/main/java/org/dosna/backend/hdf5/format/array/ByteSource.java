package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;

/** Bytes at positions. */
@FunctionalInterface
interface ByteSource {
  /** Fills a buffer up to its limit from a position on. */
  void read(ByteBuffer into, long position);
}
