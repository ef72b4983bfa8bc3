package org.dosna.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dosna.Arguments;

/**
 * A lane cut into batches: {@link ChunkStep#isCopy mere copies}, which may be done together,
 * several at a time; every other step alone. Copies of chunks that are neighbours are faster
 * together, see {@link NeighbourCopies}: so a batch is of whole rows of the chunk grid, as many as
 * it may hold, or of a part of one row. Used by one thread.
 */
public final class Batches implements Iterator<List<ChunkStep>> {
  private final Iterator<ChunkStep> lane;
  private final int most;
  private Optional<ChunkStep> left = Optional.empty();

  /** The last step taken from the lane, and how many of its row of the grid were. */
  private long[] last = {};

  private int inRow;

  /** How many the row before it had: as many has the next one, mostly. */
  private int row;

  /**
   * Cuts a lane.
   *
   * @param lane the steps
   * @param most how many copies may be done together
   */
  public Batches(Iterator<ChunkStep> lane, int most) {
    Arguments.require("lane", lane);
    this.lane = lane;
    this.most = most;
  }

  @Override
  public boolean hasNext() {
    return left.isPresent() || lane.hasNext();
  }

  /**
   * The next steps.
   *
   * @return one step, or several that are mere copies
   */
  @Override
  public List<ChunkStep> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more steps");
    }
    ChunkStep first = left.isPresent() ? left.get() : take();
    left = Optional.empty();
    if (most == 1 || !first.isCopy() || !lane.hasNext()) {
      return List.of(first);
    }
    List<ChunkStep> batch = new ArrayList<>();
    batch.add(first);
    while (batch.size() < most && lane.hasNext()) {
      ChunkStep step = take();
      boolean beginsRow = inRow == 1;
      if (!step.isCopy() || (beginsRow && batch.size() + row > most)) {
        left = Optional.of(step);
        break;
      }
      batch.add(step);
    }
    return batch;
  }

  private ChunkStep take() {
    ChunkStep step = lane.next();
    long[] index = step.index();
    int along = index.length - 1;
    if (last.length == index.length && Arrays.equals(last, 0, along, index, 0, along)) {
      inRow++;
    } else {
      row = inRow;
      inRow = 1;
    }
    last = index;
    return step;
  }
}
