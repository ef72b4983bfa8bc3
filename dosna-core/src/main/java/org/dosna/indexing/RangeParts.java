package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.ChunkGrid;

/** A range of positions on one axis, which may be as long as it likes. */
final class RangeParts implements AxisParts {
  private final ChunkCut cut;

  /** Cuts slices of one axis. */
  RangeParts(Slicing range, ChunkGrid grid) {
    this.cut = new ChunkCut(range, grid);
  }

  @Override
  public long size() {
    return cut.size();
  }

  @Override
  public AxisPart part(long number) {
    ChunkPart part = cut.part(number);
    int[] inChunk = new int[part.count(0)];
    long[] position = new long[inChunk.length];
    Arrays.setAll(inChunk, n -> part.start(0) + n * part.step(0));
    Arrays.setAll(position, n -> part.position(0) + n);
    return new AxisPart(part.index()[0], inChunk, position);
  }

  @Override
  public long find(long chunk) {
    return cut.partIn(new long[] {chunk}).isPresent() ? cut.numberOf(chunk) : -1;
  }
}
