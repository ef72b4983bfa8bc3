package org.dosna.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.LaneWalker;

/**
 * The steps of a lane, each over the cache. Stamps of several chunks are asked for together, where
 * several requests may be on their way. Used by one thread at a time.
 */
public final class CachedLane implements Iterator<ChunkStep> {
  private final CachedArray array;
  private final Batches batches;
  private final Deque<ChunkStep> ready = new ArrayDeque<>();
  private final Changes changes;

  private CachedLane(CachedArray array, Iterator<ChunkStep> lane, Changes changes) {
    this.array = array;
    this.batches = new Batches(lane, array.together());
    this.changes = changes;
  }

  /**
   * Walks a lane; what is read comes from the cache where that has it.
   *
   * @param array the dataset
   * @param lane the steps
   * @param walker walks those of them that need the store
   */
  public static void walk(CachedArray array, Iterator<ChunkStep> lane, LaneWalker walker) {
    if (!array.fits()) {
      walker.walk(lane);
      return;
    }
    Changes changes = new Changes(array.cache());
    try {
      walker.walk(new CachedLane(array, lane, changes));
    } finally {
      changes.endAll();
    }
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || batches.hasNext();
  }

  @Override
  public ChunkStep next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more steps");
    }
    if (ready.isEmpty()) {
      List<ChunkStep> batch = batches.next();
      StampBatch stamps = new StampBatch(array, batch.stream().map(ChunkStep::index).toList());
      for (int n = 0; n < batch.size(); n++) {
        ready.add(new CachedStep(batch.get(n), array, changes, stamps, n));
      }
    }
    return ready.remove();
  }
}
