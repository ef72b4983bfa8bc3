package org.dosna.spi;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dosna.Arguments;

/**
 * A lane cut into batches: {@link ChunkStep#isCopy mere copies}, which may be done together,
 * several at a time; every other step alone. Copies of chunks that are neighbours are faster
 * together, see {@link NeighbourCopies}. Used by one thread.
 */
public final class Batches implements Iterator<List<ChunkStep>> {
  private final Iterator<ChunkStep> lane;
  private final int most;
  private Optional<ChunkStep> left = Optional.empty();

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
    ChunkStep first = left.isPresent() ? left.get() : lane.next();
    left = Optional.empty();
    if (most == 1 || !first.isCopy() || !lane.hasNext()) {
      return List.of(first);
    }
    List<ChunkStep> batch = new ArrayList<>();
    batch.add(first);
    while (batch.size() < most && lane.hasNext()) {
      ChunkStep step = lane.next();
      if (!step.isCopy()) {
        left = Optional.of(step);
        break;
      }
      batch.add(step);
    }
    return batch;
  }
}
