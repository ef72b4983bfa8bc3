package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;

/** Receives the elements of a region, run by run, in any order. */
@FunctionalInterface
interface RunSink {
  /**
   * Takes a run of elements that are consecutive in the region.
   *
   * @param run the elements from position to limit, in the byte order of the file; only valid
   *     during the call
   * @param index where the run begins, as index into the elements of the region in C order
   */
  void accept(ByteBuffer run, long index);
}
