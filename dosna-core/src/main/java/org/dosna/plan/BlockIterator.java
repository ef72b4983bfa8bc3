package org.dosna.plan;

import java.util.Iterator;
import java.util.List;
import org.dosna.Block;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.Slice;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Slicing;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * A dataset cut along the chunk grid, read block by block. Looks whether the dataset has shrunk
 * when all blocks were read.
 */
public final class BlockIterator implements Iterator<Block> {
  private final Window window;
  private final DatasetSpec spec;
  private final Iterator<ChunkPart> parts;
  private boolean ended;

  /**
   * All blocks.
   *
   * @param window all of a dataset, as it is now
   */
  public BlockIterator(Window window) {
    this.window = window;
    this.spec = window.dataset().spec();
    this.parts = new ChunkCut(Slicing.of(new Slice[0], window.shape()), spec.grid()).iterator();
  }

  @Override
  public boolean hasNext() {
    boolean more = parts.hasNext();
    if (!more && !ended) {
      window.requireSettled();
      ended = true;
    }
    return more;
  }

  @Override
  public Block next() {
    ChunkPart part = parts.next();
    Region region = new Region(part.origin(), part.shape());
    NDArray data = NDArray.zeros(spec.dtype(), region.shape());
    Transfer transfer = PartTransfers.transfer(part, data);
    ChunkStep step = TransferStep.read("get", part.index(), transfer);
    window.dataset().run(new ChunkPlan("get", false, 1, 1, first -> List.of(step).iterator()));
    return new Block(region, data);
  }
}
