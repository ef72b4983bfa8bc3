package org.dosna.indexing;

import java.util.Optional;
import org.dosna.ChunkGrid;

/** Cuts selections along a chunk grid. */
public final class Cuts {
  private Cuts() {}

  /**
   * Cuts a selection of a dataset whose chunks may lie in shards, to be written: those of one shard
   * come one after the other where all elements of a chunk are taken in rows.
   *
   * @param selection what is selected
   * @param grid the chunk grid
   * @param shardSize the shape of a shard, if there are any
   * @return the parts
   */
  public static Cut<? extends Part> of(
      Selection selection, ChunkGrid grid, Optional<int[]> shardSize) {
    return selection instanceof Slicing slices
        ? new ChunkCut(slices, grid, shardSize)
        : of(selection, grid);
  }

  /**
   * A selection cut so that each chunk touched is one part.
   *
   * @param selection the selection
   * @param grid the array's chunk grid
   * @return the parts
   */
  public static Cut<? extends Part> of(Selection selection, ChunkGrid grid) {
    if (selection instanceof Slicing slices) {
      return new ChunkCut(slices, grid);
    }
    return selection instanceof Lists lists
        ? ListCut.of(lists, grid, true)
        : PointCut.of((Points) selection, grid);
  }

  /**
   * A selection cut into parts that are boxes of the result, in its order. A chunk is several parts
   * if the selection comes back to it.
   *
   * @param selection the selection
   * @param grid the array's chunk grid
   * @return the parts
   */
  public static Parts<? extends Part> blocks(Selection selection, ChunkGrid grid) {
    if (selection instanceof Slicing slices) {
      return new ChunkCut(slices, grid);
    }
    return selection instanceof Lists lists
        ? ListCut.of(lists, grid, false)
        : PointCut.rows((Points) selection, grid);
  }

  /**
   * The part of a chunk that is selected of the chunk's elements, and lies inside the dataset.
   *
   * @param selection made for the shape of a whole chunk
   * @param index the chunk's position in the chunk grid
   * @param grid the chunk grid
   * @return the part; empty if nothing selected lies there
   */
  public static Optional<? extends Part> inside(Selection selection, long[] index, ChunkGrid grid) {
    if (selection instanceof Slicing slices) {
      return ChunkPart.inside(index, grid, slices);
    }
    return selection instanceof Lists lists
        ? ListPart.inside(index, grid, lists)
        : PointPart.inside(index, grid, (Points) selection);
  }
}
