package org.dosna;

/**
 * A part of a dataset and its elements: what {@link Dataset#blocks()} yields.
 *
 * @param region where the part lies
 * @param data its elements, of the region's shape
 */
public record Block(Region region, NDArray data) {
  /**
   * Refuses null.
   *
   * @param region where the part lies
   * @param data its elements, of the region's shape
   */
  public Block {
    Arguments.require("region", region);
    Arguments.require("data", data);
  }
}
