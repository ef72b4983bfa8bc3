package org.dosna.spi;

import org.dosna.Arguments;

/**
 * What of a step moves between its chunk and an array.
 *
 * @param step the step, for the message should it fail
 * @param transfer the part of the chunk and its place in the array
 */
public record ChunkTransfer(ChunkStep step, Transfer transfer) {
  /**
   * Refuses null.
   *
   * @param step the step, for the message should it fail
   * @param transfer the part of the chunk and its place in the array
   */
  public ChunkTransfer {
    Arguments.require("step", step);
    Arguments.require("transfer", transfer);
  }

  /**
   * The chunk.
   *
   * @return its position in the chunk grid, one value per axis
   */
  public long[] index() {
    return step.index();
  }
}
