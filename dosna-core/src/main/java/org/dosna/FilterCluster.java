package org.dosna;

import java.util.List;
import java.util.Optional;

/**
 * A cluster that wraps another one and passes everything on: the base of engines. What {@code get}
 * and {@code create} return is wrapped by {@link #wrap}.
 */
public abstract class FilterCluster extends Cluster {
  /** The wrapped cluster. */
  protected final Cluster in;

  /**
   * Wraps a cluster.
   *
   * @param in the cluster, not yet connected
   */
  protected FilterCluster(Cluster in) {
    super(Arguments.require("in", in).backend(), in.name());
    this.in = in;
  }

  /**
   * Wraps a pool of the wrapped cluster.
   *
   * @param pool the pool
   * @return this engine's pool
   */
  protected abstract Pool wrap(Pool pool);

  @Override
  protected void doConnect() {
    in.connect();
  }

  @Override
  protected void doDisconnect() {
    in.disconnect();
  }

  @Override
  public ProcessGroup group() {
    return in.group();
  }

  @Override
  public boolean isShared() {
    return in.isShared();
  }

  @Override
  protected String location() {
    return in.location();
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return in.doCreatePool(pool).map(this::wrap);
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return in.doGetPool(pool, mode).map(this::wrap);
  }

  @Override
  protected boolean doHasPool(String pool) {
    return in.doHasPool(pool);
  }

  @Override
  protected boolean doDeletePool(String pool) {
    return in.doDeletePool(pool);
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return in.inspect(repair);
  }

  @Override
  protected List<String> doListPools() {
    return in.doListPools();
  }

  /** The engine and what it wraps: {@code ThreadsCluster(Hdf5Cluster data)}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + in + ")";
  }
}
