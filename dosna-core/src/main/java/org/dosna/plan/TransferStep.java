package org.dosna.plan;

import java.util.Optional;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * One transfer from a chunk or to it, by itself.
 *
 * @param operation what this is a step of
 * @param index the chunk
 * @param input what is read
 * @param work what is written
 */
public record TransferStep(
    String operation, long[] index, Optional<Transfer> input, Optional<Transfer> work)
    implements ChunkStep {
  /**
   * Reads.
   *
   * @param operation what this is a step of
   * @param index the chunk
   * @param transfer what is read
   * @return the step
   */
  public static TransferStep read(String operation, long[] index, Transfer transfer) {
    return new TransferStep(operation, index, Optional.of(transfer), Optional.empty());
  }

  /**
   * Writes.
   *
   * @param operation what this is a step of
   * @param index the chunk
   * @param transfer what is written
   * @return the step
   */
  public static TransferStep write(String operation, long[] index, Transfer transfer) {
    return new TransferStep(operation, index, Optional.empty(), Optional.of(transfer));
  }

  @Override
  public boolean isCopy() {
    return true;
  }
}
