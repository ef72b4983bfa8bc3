package org.dosna.engine.threads;

import org.dosna.Cluster;
import org.dosna.FilterCluster;
import org.dosna.Pool;

/** A cluster whose operations are spread over threads; the threads end when it is disconnected. */
final class ThreadsCluster extends FilterCluster {
  private final Workers workers;

  ThreadsCluster(Cluster in, int jobs) {
    super(in);
    this.workers = new Workers(in.name(), jobs);
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new ThreadsPool(this, pool, workers);
  }

  @Override
  protected void doConnect() {
    super.doConnect();
    workers.start();
  }

  @Override
  protected void doDisconnect() {
    workers.stop();
    super.doDisconnect();
  }
}
