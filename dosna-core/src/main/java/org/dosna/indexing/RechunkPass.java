package org.dosna.indexing;

import org.dosna.ChunkGrid;
import org.dosna.element.Shapes;

/**
 * One way through an array that changes its chunks: block by block it is read from the chunks of
 * one grid and written to those of another. Each block is made of whole chunks of the latter, so
 * that each of these is written once.
 *
 * @param from the chunks that are read
 * @param blocks what is in memory at a time
 * @param to the chunks that are written
 */
public record RechunkPass(ChunkGrid from, ChunkGrid blocks, ChunkGrid to) {
  /**
   * How many chunks are read, counted once for each block that has a part of it.
   *
   * @return {@code Long.MAX_VALUE} if there are more
   */
  public long reads() {
    long reads = 1;
    for (int axis = 0; axis < from.ndim(); axis++) {
      reads = Shapes.times(reads, reads(axis));
    }
    return reads;
  }

  /** Chunks are cut where a block ends that does not end where they do. */
  private long reads(int axis) {
    long ends = Math.max(0, blocks.count(axis) - 1);
    long cutsNone = from.chunkSize(axis) / gcd(from.chunkSize(axis), blocks.chunkSize(axis));
    return from.count(axis) + ends - ends / cutsNone;
  }

  /**
   * How many chunks are written.
   *
   * @return {@code Long.MAX_VALUE} if there are more
   */
  public long writes() {
    return to.size();
  }

  /**
   * How many elements are in memory at a time, in the block.
   *
   * @return a number of elements
   */
  public long blockElements() {
    long elements = 1;
    for (int axis = 0; axis < blocks.ndim(); axis++) {
      elements *= Math.min(blocks.chunkSize(axis), blocks.shape(axis));
    }
    return elements;
  }

  /**
   * How many chunks are read for a block at most.
   *
   * @return a number of chunks
   */
  public long readsOfBlock() {
    long reads = 1;
    for (int axis = 0; axis < from.ndim(); axis++) {
      int chunk = from.chunkSize(axis);
      int block = blocks.chunkSize(axis);
      long touched = block % chunk == 0 ? block / chunk : (block + chunk - 2L) / chunk + 1;
      reads = Shapes.times(reads, Math.min(from.count(axis), touched));
    }
    return reads;
  }

  /**
   * How many chunks are written of a block at most.
   *
   * @return a number of chunks
   */
  public long writesOfBlock() {
    long writes = 1;
    for (int axis = 0; axis < to.ndim(); axis++) {
      writes *= Math.min(to.count(axis), blocks.chunkSize(axis) / to.chunkSize(axis) + 1L);
    }
    return writes;
  }

  /** The largest number that divides both. */
  static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
