package org.dosna.plan;

import java.util.Optional;
import java.util.function.Function;
import org.dosna.indexing.Part;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Writes to a chunk what comes from memory, or from the user.
 *
 * @param operation what this is a step of
 * @param part the part of the chunk
 * @param isCopy whether it only copies from an array that is there anyway
 * @param output gives what is written to a part
 */
record WriteStep(
    String operation, Part part, boolean isCopy, Function<? super Part, Transfer> output)
    implements ChunkStep {
  @Override
  public long[] index() {
    return part.index();
  }

  @Override
  public Optional<Transfer> work() {
    return Optional.of(output.apply(part));
  }
}
