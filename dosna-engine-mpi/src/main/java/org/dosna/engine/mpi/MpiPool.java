package org.dosna.engine.mpi;

import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.FilterPool;
import org.dosna.ImageLevels;
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

  @Override
  protected boolean doCreateGroups(String group) {
    return ranks
        .create(
            call("createGroup('" + group + "')"),
            () -> Optional.of(group).filter(super::doCreateGroups),
            () -> Seen.found("Group '" + group + "'", () -> seen(group)))
        .isPresent();
  }

  private Optional<String> seen(String path) {
    return Optional.of(path).filter(p -> super.doHasGroup(p) || super.doHasDataset(p));
  }

  @Override
  protected boolean doDeleteGroup(String group) {
    return ranks.delete(
        call("deleteGroup('" + group + "')"),
        () -> super.doDeleteGroup(group),
        () -> super.doHasGroup(group));
  }

  @Override
  protected boolean doRename(String from, String to) {
    return ranks.root(
        call("rename('" + from + "', '" + to + "')"),
        () -> super.doRename(from, to),
        renamed -> {
          if (renamed) {
            Seen.found("'" + to + "'", () -> seen(to));
          }
        });
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    ranks.setAttribute(
        call("group '" + group + "'"),
        attribute,
        value,
        () -> super.doSetGroupAttribute(group, attribute, value));
  }

  @Override
  protected void doSetLevels(String group, ImageLevels levels) {
    ranks.root(
        call("levels " + levels + " of group '" + group + "'"),
        () -> {
          super.doSetLevels(group, levels);
          return true;
        });
  }
}
