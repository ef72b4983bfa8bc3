package org.dosna;

/**
 * What {@link Reducible#reduce} computes of each block.
 *
 * @param <P> the type of the result
 */
@FunctionalInterface
public interface BlockFunction<P> {
  /**
   * Computes the result of one block. May be called by several threads at once, for different
   * blocks.
   *
   * @param block the elements of one chunk that are inside the window
   * @param where the block's place in the window
   * @return the result
   * @throws Exception to stop the reduction; becomes the cause of a {@link ChunkException}
   */
  P apply(NDArray block, Region where) throws Exception;
}
