package org.dosna.backend.zarr;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A cluster in a store: each pool is a group of Zarr at its top, or of N5. */
final class ZarrCluster extends Cluster {
  private final boolean shared;
  private final ZarrFormat format;
  private final Supplier<TreeStore> opening;
  private volatile TreeStore store;

  /**
   * A cluster, not yet connected.
   *
   * @param shared whether other processes can reach the store
   * @param format the version of new pools
   * @param opening opens it
   */
  ZarrCluster(String name, boolean shared, ZarrFormat format, Supplier<TreeStore> opening) {
    super("zarr", name);
    this.shared = shared;
    this.format = format;
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

  /** The node of a pool: of N5 if there is such, else of Zarr. */
  private Node top(String pool) {
    Node node = new Node(store, pool);
    return !node.exists() && N5Node.isPool(store, pool) ? new N5Node(store, pool) : node;
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    Node node = top(pool);
    return !node.exists() && node.createGroup(format)
        ? Optional.of(new ZarrPool(this, OpenMode.READ_WRITE, store, node, format))
        : Optional.empty();
  }

  /** The version of what is made in a pool: that of the pool. */
  private ZarrFormat format(Node pool) {
    return pool.read().map(Node.Metadata::format).orElse(format);
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return Optional.of(top(pool))
        .filter(Node::exists)
        .map(node -> new ZarrPool(this, mode, store, node, format(node)));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return top(pool).exists();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Node node = top(pool);
    node.whyReadOnly()
        .ifPresent(
            why -> {
              throw new DosnaException("Pool '" + pool + "' is not deleted: " + why);
            });
    return store.exclusive(
        pool,
        () -> {
          if (!node.exists()) {
            return false;
          }
          requireNoForeign(pool, node.foreign().limit(10).toList());
          return node.delete();
        });
  }

  @Override
  protected List<String> doListPools() {
    return store.children("").stream()
        .filter(child -> child.isFolder() && !child.name().startsWith("."))
        .map(TreeStore.Child::name)
        .filter(this::doHasPool)
        .toList();
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return LeftOver.in(store, "", repair);
  }
}
