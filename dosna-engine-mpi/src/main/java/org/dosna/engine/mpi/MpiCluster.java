package org.dosna.engine.mpi;

import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.FilterCluster;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.ProcessGroup;

/** A cluster whose pools the root creates and deletes for all ranks. */
final class MpiCluster extends FilterCluster {
  private final Job job;
  private final Ranks ranks;

  MpiCluster(Cluster in, Job job, Ranks ranks) {
    super(in);
    this.job = job;
    this.ranks = ranks;
  }

  @Override
  public ProcessGroup group() {
    return ranks;
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new MpiPool(this, pool, ranks);
  }

  private String call(String operation) {
    return operation + " of " + backend() + " cluster '" + name() + "'";
  }

  /** The root first: it may have to create what the others find. */
  @Override
  protected void doConnect() {
    try {
      ranks.root(
          call("connect()"),
          () -> {
            in.connect();
            return true;
          },
          connected -> in.connect());
      job.connected(this);
    } catch (RuntimeException | Error e) {
      in.disconnect();
      throw e;
    }
  }

  @Override
  protected void doDisconnect() {
    job.disconnected(this);
    super.doDisconnect();
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return ranks.create(
        call("createPool('" + pool + "')"),
        () -> super.doCreatePool(pool),
        () -> Seen.found("Pool '" + pool + "'", () -> super.doGetPool(pool, OpenMode.READ_WRITE)));
  }

  @Override
  protected boolean doDeletePool(String pool) {
    return ranks.delete(
        call("deletePool('" + pool + "')"),
        () -> super.doDeletePool(pool),
        () -> super.doHasPool(pool));
  }
}
