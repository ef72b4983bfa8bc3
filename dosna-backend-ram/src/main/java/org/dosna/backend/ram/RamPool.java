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
  private final RamPoolData content;

  RamPool(Cluster cluster, String name, OpenMode mode, RamPoolData content) {
    super(cluster, name, mode);
    this.content = content;
  }

  @Override
  protected Optional<String> refusal(DatasetSpec spec) {
    spec.codecs().coders(spec.dtype(), spec.chunkSize());
    return Optional.empty();
  }

  @Override
  protected boolean keepsRecord() {
    return true;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    RamData data = new RamData(dataset, spec);
    boolean added = content.add(data);
    return added ? Optional.of(new RamDataset(this, dataset, data)) : Optional.empty();
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return content.find(dataset).map(data -> new RamDataset(this, dataset, data));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return content.find(dataset).isPresent();
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return content.find(dataset).filter(this::delete).isPresent();
  }

  /** Deletes a dataset; false if it was deleted already, also if another one has its name now. */
  boolean delete(RamData data) {
    return content.remove(data);
  }

  @Override
  protected List<String> doListDatasets() {
    return doListDatasets("");
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return content.datasets(group);
  }

  @Override
  protected boolean doCreateGroup(String group) {
    return content.addGroup(group);
  }

  @Override
  protected boolean doHasGroup(String group) {
    return content.hasGroup(group);
  }

  @Override
  protected boolean doRemoveGroup(String group) {
    return content.removeGroup(group);
  }

  @Override
  protected List<String> doListGroups(String group) {
    return content.groups(group);
  }

  @Override
  protected boolean doRename(String from, String to) {
    return content.rename(from, to);
  }

  @Override
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return Map.copyOf(content.attributes(group));
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    Map<String, Object> attributes = content.attributes(group);
    value.ifPresentOrElse(
        kept -> attributes.put(attribute, kept), () -> attributes.remove(attribute));
  }
}
