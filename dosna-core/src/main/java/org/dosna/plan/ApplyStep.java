package org.dosna.plan;

import java.util.Optional;
import org.dosna.ChunkFunction;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.indexing.ChunkPart;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/** Replaces a chunk by what a function gives for it. */
final class ApplyStep implements ChunkStep {
  private final DatasetSpec spec;
  private final ChunkPart part;
  private final ChunkFunction function;
  private NDArray block;

  ApplyStep(DatasetSpec spec, ChunkPart part, ChunkFunction function) {
    this.spec = spec;
    this.part = part;
    this.function = function;
  }

  @Override
  public String operation() {
    return "apply";
  }

  @Override
  public long[] index() {
    return part.index();
  }

  @Override
  public Optional<Transfer> input() {
    block = NDArray.zeros(spec.dtype(), part.shape());
    return Optional.of(PartTransfers.transfer(part, block));
  }

  @Override
  public Optional<Transfer> work() {
    Region where = new Region(part.origin(), part.shape());
    NDArray result = FunctionCall.call(function, block, where).astype(spec.dtype());
    return Optional.of(PartTransfers.transfer(part, result));
  }
}
