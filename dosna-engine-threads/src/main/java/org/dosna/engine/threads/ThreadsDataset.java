package org.dosna.engine.threads;

import org.dosna.Dataset;
import org.dosna.FilterDataset;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.LaneWalker;

/** A dataset whose plans are dealt out to several lanes. */
final class ThreadsDataset extends FilterDataset {
  private final Workers workers;

  ThreadsDataset(ThreadsPool pool, Dataset in, Workers workers) {
    super(pool, in);
    this.workers = workers;
  }

  @Override
  protected void run(ChunkPlan plan, LaneWalker walker) {
    if (plan.size() <= plan.unit()) {
      walker.walk(plan.steps());
    } else {
      new ParallelRun(plan, walker, workers).run();
    }
  }
}
