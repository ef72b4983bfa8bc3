package org.dosna.backend.ram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.NotFoundException;

/** What is kept of a pool: its datasets by name. Shared by all who open it. */
final class RamPoolData {
  private final String name;
  private final Map<String, RamData> datasets = new ConcurrentHashMap<>();
  private volatile boolean deleted;

  RamPoolData(String name) {
    this.name = name;
  }

  List<String> names() {
    return List.copyOf(datasets.keySet());
  }

  Optional<RamData> find(String dataset) {
    return Optional.ofNullable(datasets.get(dataset));
  }

  /** Adds a dataset; false if there is one of its name. */
  boolean add(RamData dataset) {
    boolean added = datasets.putIfAbsent(dataset.name(), dataset) == null;
    // Looked at afterwards, so that who deletes the pool just now sees the dataset or is seen.
    if (deleted) {
      clear();
      throw new NotFoundException(
          "Pool '" + name + "' was deleted; open it again if it was made anew");
    }
    return added;
  }

  /** Deletes a dataset; false if it is not there, also if another one has its name. */
  boolean remove(RamData dataset) {
    boolean removed = datasets.remove(dataset.name(), dataset);
    if (removed) {
      dataset.delete();
    }
    return removed;
  }

  void delete() {
    deleted = true;
    clear();
  }

  private void clear() {
    datasets.values().forEach(this::remove);
  }
}
