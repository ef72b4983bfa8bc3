package org.dosna.examples.files;

/** Chunks that are made of whole parts of a file. */
final class ChunkSizes {
  private static final long WANTED_BYTES = 1 << 20;

  private ChunkSizes() {}

  /** Whole parts together, along the last axis first, of about 1 MiB. */
  static int[] together(long[] part, long[] shape, int itemSize) {
    long bytes = itemSize;
    int[] size = new int[part.length];
    for (int axis = 0; axis < part.length; axis++) {
      size[axis] = (int) Math.max(1, Math.min(part[axis], shape[axis]));
      bytes *= size[axis];
    }
    for (int axis = part.length - 1; axis >= 0; axis--) {
      long times = Math.max(1, WANTED_BYTES / bytes);
      long grown = Math.max(size[axis], Math.min(times * size[axis], shape[axis]));
      bytes = bytes / size[axis] * grown;
      size[axis] = (int) grown;
    }
    return size;
  }
}
