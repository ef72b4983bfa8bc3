package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.Finding;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.zarr.Node.Kind;

/** A cluster in a store: each pool is a Zarr group at its top. */
final class ZarrCluster extends Cluster {
  private final boolean shared;
  private final Supplier<TreeStore> opening;
  private volatile TreeStore store;

  /**
   * A cluster, not yet connected.
   *
   * @param shared whether other processes can reach the store
   * @param opening opens it
   */
  ZarrCluster(String name, boolean shared, Supplier<TreeStore> opening) {
    super("zarr", name);
    this.shared = shared;
    this.opening = opening;
  }

  @Override
  protected void doConnect() {
    store = opening.get();
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  protected void doDisconnect() {
    store.rest();
  }

  @Override
  protected String location() {
    return "zarr " + store.location();
  }

  private Node top() {
    return new Node(store, "");
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return top().in(pool).createGroup()
        ? Optional.of(new ZarrPool(this, pool, OpenMode.READ_WRITE, store))
        : Optional.empty();
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return doHasPool(pool) ? Optional.of(new ZarrPool(this, pool, mode, store)) : Optional.empty();
  }

  @Override
  protected boolean doHasPool(String pool) {
    return top().in(pool).version().isPresent();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Node node = top().in(pool);
    return store.exclusive(
        pool,
        () -> {
          if (node.version().isEmpty()) {
            return false;
          }
          requireNoForeign(pool, node.foreign().limit(10).toList());
          return store.deleteFolder(pool);
        });
  }

  @Override
  protected List<String> doListPools() {
    List<String> pools = new ArrayList<>(top().children(Kind.GROUP));
    pools.addAll(top().children(Kind.ARRAY));
    return pools;
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return LeftOver.in(store, "", repair);
  }
}
