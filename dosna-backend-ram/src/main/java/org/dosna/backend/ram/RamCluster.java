package org.dosna.backend.ram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A cluster in memory: pools by name. */
final class RamCluster extends Cluster {
  /** What all clusters of this process hold: cluster name, pool name. */
  private static final Map<String, Map<String, RamPoolData>> CLUSTERS = new ConcurrentHashMap<>();

  private final Map<String, RamPoolData> pools;

  RamCluster(String name) {
    super("ram", name);
    this.pools = CLUSTERS.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
  }

  @Override
  protected void doConnect() {
    // Memory is always there.
  }

  @Override
  protected void doDisconnect() {
    // What is kept stays for the next cluster of this name.
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    RamPoolData datasets = new RamPoolData(pool);
    boolean taken = pools.putIfAbsent(pool, datasets) != null;
    return taken
        ? Optional.empty()
        : Optional.of(new RamPool(this, pool, OpenMode.READ_WRITE, datasets));
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return Optional.ofNullable(pools.get(pool))
        .map(datasets -> new RamPool(this, pool, mode, datasets));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return pools.containsKey(pool);
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Optional<RamPoolData> removed = Optional.ofNullable(pools.remove(pool));
    removed.ifPresent(RamPoolData::delete);
    return removed.isPresent();
  }

  @Override
  protected List<String> doListPools() {
    return List.copyOf(pools.keySet());
  }
}
