package org.dosna.engine.mpi;

import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.FilterPool;
import org.dosna.Pool;

/** A pool whose datasets the root creates and deletes for all ranks. */
final class MpiPool extends FilterPool {
  private final Ranks ranks;

  MpiPool(Cluster cluster, Pool in, Ranks ranks) {
    super(cluster, in);
    this.ranks = ranks;
  }

  @Override
  protected Dataset wrap(Dataset dataset) {
    return new MpiDataset(this, dataset, ranks);
  }

  private String call(String operation) {
    return operation + " in pool '" + name() + "'";
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    return ranks.create(
        call("createDataset('" + dataset + "', " + spec + ", fill value " + spec.fillValue() + ")"),
        () -> super.doCreateDataset(dataset, spec),
        () -> Seen.found("Dataset '" + dataset + "'", () -> super.doGetDataset(dataset)));
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return ranks.delete(
        call("deleteDataset('" + dataset + "')"),
        () -> super.doDeleteDataset(dataset),
        () -> super.doHasDataset(dataset));
  }
}
