package org.dosna.backend.ceph;

import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A connection to a Ceph cluster. */
final class CephCluster extends Cluster {
  private final CephOptions options;
  private volatile Connection connection;

  CephCluster(String name, CephOptions options) {
    super("ceph", name);
    this.options = options;
  }

  /** The connection of the moment; refuses use if it was closed. */
  Connection connection() {
    return connection;
  }

  @Override
  protected void doConnect() {
    connection = Connection.open(options);
  }

  @Override
  protected void doDisconnect() {
    connection.close();
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return connection.createPool(pool)
        ? Optional.of(new CephPool(this, pool, OpenMode.READ_WRITE))
        : Optional.empty();
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return connection.hasPool(pool)
        ? Optional.of(new CephPool(this, pool, mode))
        : Optional.empty();
  }

  @Override
  protected boolean doHasPool(String pool) {
    return connection.hasPool(pool);
  }

  @Override
  protected boolean doDeletePool(String pool) {
    if (!connection.hasPool(pool)) {
      return false;
    }
    try (IoContext io = connection.openPool(pool);
        IoContext all = connection.openAllNamespaces(pool)) {
      PoolContent.requireOurs(pool, io, all);
    }
    return connection.deletePool(pool);
  }

  @Override
  protected List<String> doListPools() {
    return connection.pools();
  }
}
