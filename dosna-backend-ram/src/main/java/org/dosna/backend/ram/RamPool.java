package org.dosna.backend.ram;

import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A pool in memory: datasets by name. */
final class RamPool extends Pool {
  private final RamPoolData datasets;

  RamPool(Cluster cluster, String name, OpenMode mode, RamPoolData datasets) {
    super(cluster, name, mode);
    this.datasets = datasets;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    RamData data = new RamData(dataset, spec);
    boolean added = datasets.add(data);
    return added ? Optional.of(new RamDataset(this, dataset, data)) : Optional.empty();
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return datasets.find(dataset).map(data -> new RamDataset(this, dataset, data));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return datasets.find(dataset).isPresent();
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return datasets.find(dataset).filter(this::delete).isPresent();
  }

  /** Deletes a dataset; false if it was deleted already, also if another one has its name now. */
  boolean delete(RamData data) {
    return datasets.remove(data);
  }

  @Override
  protected List<String> doListDatasets() {
    return datasets.names();
  }
}
