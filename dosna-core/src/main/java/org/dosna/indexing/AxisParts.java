package org.dosna.indexing;

/** The positions selected on one axis, parted by the chunks in which they lie. */
sealed interface AxisParts permits RangeParts, ListParts {
  /**
   * Some positions in one chunk.
   *
   * @param chunk the chunk's position on the grid's axis
   * @param inChunk where they are in the chunk
   * @param position where they are in the selection, in ascending order
   */
  record AxisPart(long chunk, int[] inChunk, long[] position) {}

  /** How many parts there are. */
  long size();

  /** One of the parts. */
  AxisPart part(long number);

  /** The number of the part in a chunk; negative if there is none. */
  long find(long chunk);
}
