package org.dosna.plan;

import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Writes to a chunk what comes from memory, or from the user.
 *
 * @param operation what this is a step of
 * @param index the chunk
 * @param isCopy whether it only copies from an array that is there anyway
 * @param output gives what is written
 */
record WriteStep(String operation, long[] index, boolean isCopy, Supplier<Transfer> output)
    implements ChunkStep {
  @Override
  public Optional<Transfer> work() {
    return Optional.of(output.get());
  }
}
