package org.dosna.engine.threads;

import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.FilterPool;
import org.dosna.Pool;

/** A pool whose datasets' operations are spread over threads. */
final class ThreadsPool extends FilterPool {
  private final Workers workers;

  ThreadsPool(Cluster cluster, Pool in, Workers workers) {
    super(cluster, in);
    this.workers = workers;
  }

  @Override
  protected Dataset wrap(Dataset dataset) {
    return new ThreadsDataset(this, dataset, workers);
  }
}
