package org.dosna.plan;

import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.indexing.Part;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Reads the part of a selection that lies in a chunk.
 *
 * @param part the part
 * @param target where all of the selection goes
 */
record GetStep(Part part, Target target) implements ChunkStep {
  /**
   * An array that gets a selection.
   *
   * @param into the array
   * @param begin its element that gets the selection's first one
   * @param strides its stride on each of the selection's own axes, in elements
   */
  record Target(NDArray into, long begin, long[] strides) {}

  @Override
  public String operation() {
    return "get";
  }

  @Override
  public long[] index() {
    return part.index();
  }

  @Override
  public boolean isCopy() {
    return true;
  }

  @Override
  public Optional<Transfer> input() {
    return Optional.of(PartTransfers.transfer(part, target.into, target.begin, target.strides));
  }
}
