package org.dosna.minimal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** Pools in a map that its owner keeps. */
public final class MinimalCluster extends Cluster {
  private final Map<String, Map<String, MinimalData>> pools;

  /**
   * A cluster over a map.
   *
   * @param pools pool name, dataset name; clusters over one map are one store
   */
  public MinimalCluster(Map<String, Map<String, MinimalData>> pools) {
    super("minimal", "map");
    this.pools = pools;
  }

  @Override
  protected void doConnect() {}

  @Override
  protected void doDisconnect() {}

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    boolean taken = pools.putIfAbsent(pool, new ConcurrentHashMap<>()) != null;
    return taken ? Optional.empty() : doGetPool(pool, OpenMode.READ_WRITE);
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return Optional.ofNullable(pools.get(pool)).map(d -> new MinimalPool(this, pool, mode, d));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return pools.containsKey(pool);
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Map<String, MinimalData> datasets = pools.remove(pool);
    if (datasets != null) {
      datasets.values().forEach(data -> data.deleted = true);
    }
    return datasets != null;
  }

  @Override
  protected List<String> doListPools() {
    return List.copyOf(pools.keySet());
  }
}
