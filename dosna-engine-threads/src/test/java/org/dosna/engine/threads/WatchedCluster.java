package org.dosna.engine.threads;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.Pool;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;

/** A cluster that counts the steps that are walked; between an engine and a backend. */
final class WatchedCluster extends FilterCluster {
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong lookedFor = new AtomicLong();
  private final AtomicLong inWork = new AtomicLong();
  private final AtomicLong mostInWork = new AtomicLong();

  WatchedCluster(Cluster in) {
    super(in);
  }

  /** Steps begun. */
  long begun() {
    return begun.get();
  }

  /** Chunks of which was asked whether they are stored. */
  long lookedFor() {
    return lookedFor.get();
  }

  /** Steps begun and not done. */
  long inWork() {
    return inWork.get();
  }

  /** The most steps that were in work at once. */
  long mostInWork() {
    return mostInWork.get();
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new WatchedPool(pool);
  }

  private final class WatchedPool extends FilterPool {
    WatchedPool(Pool in) {
      super(WatchedCluster.this, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new WatchedDataset(this, dataset);
    }
  }

  private final class WatchedDataset extends FilterDataset {
    WatchedDataset(FilterPool pool, Dataset in) {
      super(pool, in);
    }

    @Override
    protected boolean doHasChunk(long[] index) {
      lookedFor.incrementAndGet();
      return super.doHasChunk(index);
    }

    @Override
    protected void walk(Iterator<ChunkStep> lane) {
      super.walk(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return lane.hasNext();
            }

            @Override
            public ChunkStep next() {
              return new WatchedStep(lane.next());
            }
          });
    }
  }

  private final class WatchedStep extends FilterStep {
    WatchedStep(ChunkStep step) {
      super(step);
      begun.incrementAndGet();
      mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
    }

    /** Each is watched alone. */
    @Override
    public boolean isCopy() {
      return false;
    }

    @Override
    public boolean callsUser() {
      return true;
    }

    @Override
    public void done() {
      inWork.decrementAndGet();
      in.done();
    }
  }
}
