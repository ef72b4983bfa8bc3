package org.dosna.plan;

import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.DatasetSpec;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.indexing.ChunkPart;
import org.dosna.spi.ChunkStep;

/** Where the elements come from that are written to a dataset, block by block. */
public interface Source {
  /**
   * The step that writes to a chunk what belongs there.
   *
   * @param operation what this is a step of
   * @param spec what the dataset is made of that is written to
   * @param part the part of a chunk; its position is one in the source
   * @return the step
   */
  ChunkStep step(String operation, DatasetSpec spec, ChunkPart part);

  /**
   * Looks whether the source still has all that it had at first.
   *
   * @throws InvalidSliceException if it was made smaller meanwhile, also if larger again
   */
  default void requirePresent() {}

  /**
   * A source of the user's, which is asked for each block when it is needed.
   *
   * @param source the elements; cast to the dataset's dtype
   * @return the source
   */
  static Source of(ArraySource source) {
    return (operation, spec, part) ->
        new WriteStep(
            operation,
            part,
            false,
            written -> {
              NDArray block = NDArray.zeros(source.dtype(), written.shape());
              source.read(written.positionOf(new long[source.shape().length]), block);
              return PartTransfers.transfer(written, block.astype(spec.dtype()));
            });
  }

  /**
   * Another dataset, whose chunks are read as steps of the plan.
   *
   * @param window what is read; cast to the dataset's dtype
   * @return the source
   */
  static Source of(Window window) {
    return new Source() {
      @Override
      public ChunkStep step(String operation, DatasetSpec spec, ChunkPart part) {
        Region region = new Region(part.position(), part.shape());
        return new SourceStep(
            operation,
            part.index(),
            new SourceBlock(window, region, Optional.empty()),
            elements -> PartTransfers.transfer(part, elements.astype(spec.dtype())));
      }

      @Override
      public void requirePresent() {
        window.requireSettled();
      }
    };
  }
}
