package org.dosna;

/** What {@link Dataset#map} and {@link Dataset#apply} do with the elements of each chunk. */
@FunctionalInterface
public interface ChunkFunction {
  /**
   * Computes a block's new elements. May be called by several threads at once, for different
   * chunks.
   *
   * @param block the chunk's elements inside the dataset's shape; a missing chunk arrives as fill
   *     value; may be changed and returned
   * @param where the block's place in the dataset
   * @return an array of the same shape; cast to the dataset's dtype
   * @throws Exception to stop the operation; the operation ends with a {@link ChunkException}, of
   *     which this is the cause or the cause's cause
   */
  NDArray apply(NDArray block, Region where) throws Exception;
}
