package org.dosna;

import java.util.Iterator;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Selection;

/** A dataset cut along the chunk grid, read block by block. */
record Blocks(DatasetView view) implements Iterable<Block> {
  @Override
  public Iterator<Block> iterator() {
    Dataset dataset = view.dataset();
    long[] shape = view.shape();
    Selection all = Selection.of(new Slice[0], shape);
    Iterator<ChunkPart> parts =
        new ChunkCut(all, ChunkGrid.of(shape, dataset.chunkSize())).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return parts.hasNext();
      }

      @Override
      public Block next() {
        ChunkPart part = parts.next();
        Region region = new Region(part.origin(), part.shape());
        NDArray data = NDArray.zeros(dataset.dtype(), region.shape());
        view.read(region.origin(), data);
        return new Block(region, data);
      }
    };
  }
}
