package org.dosna.backend.ceph;

import java.util.stream.IntStream;
import org.dosna.DatasetSpec;

/**
 * What is remembered of a dataset's earlier shapes.
 *
 * @param shrinks how often it was made smaller
 * @param largestGrid at least as many chunks as it ever had, on each axis
 */
record ShapeHistory(long shrinks, long[] largestGrid) {
  /** The extended attribute of the count: of a dataset's object, and of its chunks' ones. */
  static final String SHRINKS = "dosna_shrinks";

  /** The extended attribute of the grid, of a dataset's object. */
  static final String LARGEST_GRID = "dosna_largest_grid";

  /** The same, with the grid of a further shape. */
  ShapeHistory with(DatasetSpec spec) {
    long[] grid = spec.chunkGrid();
    return new ShapeHistory(
        shrinks,
        IntStream.range(0, grid.length)
            .mapToLong(axis -> Math.max(grid[axis], largestGrid[axis]))
            .toArray());
  }

  /** Whether there may once have been a chunk of the dataset here. */
  boolean hadChunk(long[] index) {
    return index.length == largestGrid.length
        && IntStream.range(0, index.length).allMatch(axis -> index[axis] < largestGrid[axis]);
  }
}
