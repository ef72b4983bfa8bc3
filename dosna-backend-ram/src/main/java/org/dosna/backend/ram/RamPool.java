package org.dosna.backend.ram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A pool in memory: datasets by name. */
final class RamPool extends Pool {
  private final Map<String, RamData> datasets;

  RamPool(Cluster cluster, String name, OpenMode mode, Map<String, RamData> datasets) {
    super(cluster, name, mode);
    this.datasets = datasets;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    RamData data = new RamData(spec);
    boolean taken = datasets.putIfAbsent(dataset, data) != null;
    return taken ? Optional.empty() : Optional.of(new RamDataset(this, dataset, data));
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return Optional.ofNullable(datasets.get(dataset))
        .map(data -> new RamDataset(this, dataset, data));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return datasets.containsKey(dataset);
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    RamData data = datasets.get(dataset);
    return data != null && delete(dataset, data);
  }

  /** Deletes a dataset; false if it was deleted already, also if another one has its name now. */
  boolean delete(String dataset, RamData data) {
    boolean deleted = datasets.remove(dataset, data);
    if (deleted) {
      data.delete();
    }
    return deleted;
  }

  @Override
  protected List<String> doListDatasets() {
    return List.copyOf(datasets.keySet());
  }
}
