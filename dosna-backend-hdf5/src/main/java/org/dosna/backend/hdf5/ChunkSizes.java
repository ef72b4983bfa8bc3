package org.dosna.backend.hdf5;

import java.util.Optional;

/** Chunk sizes that fit those of an HDF5 dataset. */
final class ChunkSizes {
  private static final long WANTED_BYTES = 1 << 20;

  /** HDF5 chunks beyond are better cut. */
  private static final long MAX_BYTES = 64 << 20;

  private ChunkSizes() {}

  /**
   * Multiples of the chunks of a dataset, of about 1 MiB: along the last axis first, so that what
   * is together in the file stays so.
   */
  static Optional<int[]> aligned(long[] chunk, long[] shape, int itemSize) {
    long bytes = itemSize;
    long[] size = new long[chunk.length];
    for (int axis = 0; axis < chunk.length; axis++) {
      size[axis] = Math.min(chunk[axis], Math.max(1, shape[axis]));
      bytes *= size[axis];
      if (bytes > MAX_BYTES) {
        return Optional.empty();
      }
    }
    for (int axis = chunk.length - 1; axis >= 0; axis--) {
      long there = (Math.max(1, shape[axis]) + chunk[axis] - 1) / chunk[axis];
      long times = Math.max(1, Math.min(there, WANTED_BYTES / bytes));
      long grown = Math.min(times * chunk[axis], Math.max(size[axis], shape[axis]));
      bytes = bytes / size[axis] * grown;
      size[axis] = grown;
    }
    int[] aligned = new int[size.length];
    for (int axis = 0; axis < size.length; axis++) {
      aligned[axis] = (int) size[axis];
    }
    return Optional.of(aligned);
  }
}
