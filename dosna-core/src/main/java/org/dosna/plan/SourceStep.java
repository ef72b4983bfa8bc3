package org.dosna.plan;

import java.util.Optional;
import java.util.function.Function;
import org.dosna.NDArray;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.SourceRead;
import org.dosna.spi.Transfer;

/**
 * Writes to a chunk what is made of a block of another dataset.
 *
 * @param operation what this is a step of
 * @param index the chunk
 * @param block the block
 * @param output gives for its elements what is written
 */
record SourceStep(
    String operation, long[] index, SourceBlock block, Function<NDArray, Transfer> output)
    implements ChunkStep {
  @Override
  public Optional<SourceRead> source() {
    return Optional.of(block);
  }

  @Override
  public Optional<Transfer> work() {
    return Optional.of(output.apply(block.take()));
  }
}
