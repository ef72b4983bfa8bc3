package org.dosna;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pool that wraps another one and passes everything on: the base of engines. What {@code get} and
 * {@code create} return is wrapped by {@link #wrap}.
 */
public abstract class FilterPool extends Pool {
  /** The wrapped pool. */
  protected final Pool in;

  /**
   * Wraps a pool.
   *
   * @param cluster the cluster that wraps the pool's cluster
   * @param in the pool
   */
  protected FilterPool(Cluster cluster, Pool in) {
    super(cluster, Arguments.require("in", in).name(), in.mode());
    this.in = in;
  }

  /**
   * Wraps a dataset of the wrapped pool.
   *
   * @param dataset the dataset
   * @return this engine's dataset
   */
  protected abstract Dataset wrap(Dataset dataset);

  @Override
  protected void doOpen() {
    in.open();
  }

  @Override
  protected void doClose() {
    in.close();
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    return in.doCreateDataset(dataset, spec).map(this::wrap);
  }

  @Override
  protected Optional<String> refusal(DatasetSpec spec) {
    return in.refusal(spec);
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return in.doGetDataset(dataset).map(this::wrap);
  }

  @Override
  protected Optional<String> whyReadOnly() {
    return in.whyReadOnly();
  }

  @Override
  protected Optional<String> details(String group) {
    return in.details(group);
  }

  @Override
  protected boolean keepsShards() {
    return in.keepsShards();
  }

  @Override
  protected boolean keepsRecord() {
    return in.keepsRecord();
  }

  @Override
  protected boolean keepsDimensionNames() {
    return in.keepsDimensionNames();
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return in.doHasDataset(dataset);
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return in.doDeleteDataset(dataset);
  }

  @Override
  protected List<String> doListDatasets() {
    return in.doListDatasets();
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return in.doListDatasets(group);
  }

  @Override
  protected boolean doCreateGroups(String group) {
    return in.doCreateGroups(group);
  }

  @Override
  protected boolean doCreateGroup(String group) {
    return in.doCreateGroup(group);
  }

  @Override
  protected boolean doHasGroup(String group) {
    return in.doHasGroup(group);
  }

  @Override
  protected boolean doDeleteGroup(String group) {
    return in.doDeleteGroup(group);
  }

  @Override
  protected boolean doRemoveGroup(String group) {
    return in.doRemoveGroup(group);
  }

  @Override
  protected List<String> doListGroups(String group) {
    return in.doListGroups(group);
  }

  @Override
  protected boolean doRename(String from, String to) {
    return in.doRename(from, to);
  }

  @Override
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return in.doGetGroupAttributes(group);
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    in.doSetGroupAttribute(group, attribute, value);
  }

  @Override
  protected void doSetLevels(String group, ImageLevels levels) {
    in.doSetLevels(group, levels);
  }

  @Override
  protected Optional<ImageLevels> doGetLevels(String group) {
    return in.doGetLevels(group);
  }

  @Override
  protected List<Finding> inspect(String group, boolean repair) {
    return in.inspect(group, repair);
  }

  /** The engine and what it wraps: {@code ThreadsPool(Hdf5Pool scans)}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + in + ")";
  }
}
