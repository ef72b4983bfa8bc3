package org.dosna.minimal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** Datasets in a map. */
final class MinimalPool extends Pool {
  private final MinimalCluster cluster;
  private final Map<String, MinimalData> datasets;

  MinimalPool(
      MinimalCluster cluster, String name, OpenMode mode, Map<String, MinimalData> datasets) {
    super(cluster, name, mode);
    this.cluster = cluster;
    this.datasets = datasets;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    if (!cluster.doHasPool(name())) {
      throw new NotFoundException("Pool '" + name() + "' was deleted");
    }
    boolean taken = datasets.putIfAbsent(dataset, new MinimalData(spec)) != null;
    return taken ? Optional.empty() : doGetDataset(dataset);
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return Optional.ofNullable(datasets.get(dataset))
        .map(data -> new MinimalDataset(this, dataset, data));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return datasets.containsKey(dataset);
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    MinimalData data = datasets.remove(dataset);
    if (data != null) {
      data.deleted = true;
    }
    return data != null;
  }

  @Override
  protected List<String> doListDatasets() {
    return List.copyOf(datasets.keySet());
  }
}
