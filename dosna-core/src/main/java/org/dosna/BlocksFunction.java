package org.dosna;

import java.util.List;

/**
 * Computes a block of a dataset from blocks of several sources. May be called by several threads.
 */
@FunctionalInterface
public interface BlocksFunction {
  /**
   * Computes a block.
   *
   * @param blocks the blocks of all sources, each of the region's shape
   * @param where the region
   * @return an array of the region's shape
   * @throws Exception if it cannot be computed; wrapped in a {@link ChunkException}
   */
  NDArray apply(List<NDArray> blocks, Region where) throws Exception;
}
