package org.dosna.engine.threads;

import org.dosna.Dataset;
import org.dosna.FilterDataset;
import org.dosna.spi.ChunkPlan;

/** A dataset whose plans are dealt out to several lanes. */
final class ThreadsDataset extends FilterDataset {
  private final Workers workers;

  ThreadsDataset(ThreadsPool pool, Dataset in, Workers workers) {
    super(pool, in);
    this.workers = workers;
  }

  @Override
  protected void run(ChunkPlan plan) {
    if (plan.size() <= plan.unit()) {
      walk(plan.steps());
    } else {
      new ParallelRun(plan, this::walk, workers).run();
    }
  }
}
