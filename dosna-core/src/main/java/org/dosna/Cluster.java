package org.dosna;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.plan.Reshaping;
import org.dosna.text.NameRule;
import org.dosna.text.Wording;

/**
 * An object store: a connection through which pools are reached. May be shared by threads.
 *
 * <p>A backend extends this class and supplies the methods whose names begin with {@code do}; they
 * are only called with valid names and while connected. An engine extends {@link FilterCluster}.
 */
public abstract class Cluster implements AutoCloseable {
  private final String backend;
  private final String name;
  private final Set<Pool> openPools = ConcurrentHashMap.newKeySet();
  private volatile boolean connected;

  /**
   * A cluster that is not connected yet.
   *
   * @param backend the backend's name, for messages
   * @param name the cluster's name
   */
  protected Cluster(String backend, String name) {
    this.backend = Arguments.require("backend", backend);
    this.name = Arguments.require("name", name);
  }

  /**
   * The name of the backend that keeps the data.
   *
   * @return for instance {@code "hdf5"}
   */
  public final String backend() {
    return backend;
  }

  /**
   * The cluster's name.
   *
   * @return the name it was made with
   */
  public final String name() {
    return name;
  }

  /**
   * Connects; does nothing if connected.
   *
   * @return this cluster
   * @throws DosnaException if the store cannot be reached; the cluster is not connected then
   */
  public final synchronized Cluster connect() {
    if (!connected) {
      doConnect();
      connected = true;
    }
    return this;
  }

  /** Closes its pools and disconnects; does nothing if not connected. Can be connected again. */
  public final synchronized void disconnect() {
    if (connected) {
      // First, so that a pool that is opened just now sees it and closes again.
      connected = false;
      openPools.forEach(Pool::close);
      doDisconnect();
    }
  }

  /** The same as {@link #disconnect()}. */
  @Override
  public final void close() {
    disconnect();
  }

  /**
   * Whether it can be used.
   *
   * @return true between connect and disconnect
   */
  public final boolean isConnected() {
    return connected;
  }

  /**
   * The processes that share this cluster's work.
   *
   * @return a group of one, unless the engine has several processes
   */
  public ProcessGroup group() {
    return ProcessGroup.SINGLE;
  }

  /**
   * Whether other processes that connect to a cluster of this name reach the same data.
   *
   * @return by default true; false if the data live in this process
   */
  public boolean isShared() {
    return true;
  }

  /**
   * Where the data are: the same for all clusters of this process that reach the same data. Asked
   * for while connected.
   *
   * @return by default the backend's name and the cluster's
   */
  protected String location() {
    return backend + " " + name;
  }

  /**
   * Creates a pool. Atomic: of several creators exactly one succeeds.
   *
   * @param pool its name
   * @return the new pool, open
   * @throws AlreadyExistsException if there is one of that name
   * @throws DosnaException if the name is not allowed, or the store refuses
   */
  public final Pool createPool(String pool) {
    NameRule.requireNew("a pool", pool);
    requireConnected();
    return opened(
        doCreatePool(pool)
            .orElseThrow(
                () ->
                    new AlreadyExistsException(
                        "Pool '"
                            + pool
                            + "' exists already in "
                            + describe()
                            + "; open it with getPool")));
  }

  /**
   * Opens an existing pool for reading and writing.
   *
   * @param pool its name
   * @return the pool, open
   * @throws NotFoundException if there is none; the message lists those there are
   */
  public final Pool getPool(String pool) {
    return getPool(pool, OpenMode.READ_WRITE);
  }

  /**
   * Opens an existing pool.
   *
   * @param pool its name
   * @param mode what may be done with it
   * @return the pool, open
   * @throws NotFoundException if there is none; the message lists those there are
   */
  public final Pool getPool(String pool, OpenMode mode) {
    Arguments.require("mode", mode);
    NameRule.requireSafe("a pool", pool);
    requireConnected();
    return opened(doGetPool(pool, mode).orElseThrow(() -> notFound(pool)));
  }

  /**
   * Whether there is a pool of that name.
   *
   * @param pool its name
   * @return true if it exists
   */
  public final boolean hasPool(String pool) {
    NameRule.requireSafe("a pool", pool);
    requireConnected();
    return doHasPool(pool);
  }

  /**
   * Deletes a pool and all datasets in it.
   *
   * @param pool its name
   * @throws NotFoundException if there is none
   * @throws DosnaException if it holds anything but DosNa data; the message lists what was found,
   *     and nothing is deleted
   */
  public final void deletePool(String pool) {
    NameRule.requireSafe("a pool", pool);
    requireConnected();
    Reshaping.requireNone("deletePool", place(pool));
    if (!doDeletePool(pool)) {
      throw notFound(pool);
    }
  }

  /**
   * The pools of this cluster.
   *
   * @return names, sorted
   */
  public final List<String> listPools() {
    requireConnected();
    return doListPools().stream().sorted().toList();
  }

  private Pool opened(Pool pool) {
    pool.open();
    return pool;
  }

  final void poolOpened(Pool pool) {
    openPools.add(pool);
  }

  final void poolClosed(Pool pool) {
    openPools.remove(pool);
  }

  private NotFoundException notFound(String pool) {
    return new NotFoundException(
        "Pool '"
            + Arguments.excerpt(pool)
            + "' not found in "
            + describe()
            + "; it has: "
            + Wording.quoted(listPools()));
  }

  final void requireConnected() {
    if (!connected) {
      throw new ClosedException(
          Wording.capitalized(describe()) + " is not connected; call connect() first");
    }
  }

  /** Where a pool is, in this process. */
  final String place(String pool) {
    return location() + "/" + pool;
  }

  final String describe() {
    return backend + " cluster '" + Arguments.excerpt(name) + "'";
  }

  /** Connects to the store. */
  protected abstract void doConnect();

  /** Disconnects from the store; by default there is nothing to do. */
  protected void doDisconnect() {}

  /**
   * Creates a pool; of several creators exactly one may succeed.
   *
   * @param pool a valid name
   * @return the pool, or empty if there is one of that name
   */
  protected abstract Optional<Pool> doCreatePool(String pool);

  /**
   * Finds a pool.
   *
   * @param pool a safe name
   * @param mode what may be done with it
   * @return the pool, or empty if there is none
   */
  protected abstract Optional<Pool> doGetPool(String pool, OpenMode mode);

  /**
   * Looks for a pool. By default it is asked for.
   *
   * @param pool a safe name
   * @return whether it exists
   */
  protected boolean doHasPool(String pool) {
    return doGetPool(pool, OpenMode.READ_ONLY).isPresent();
  }

  /**
   * Deletes a pool with its datasets.
   *
   * @param pool a safe name
   * @return false if there is none
   * @throws DosnaException if it holds foreign data
   */
  protected abstract boolean doDeletePool(String pool);

  /**
   * Refuses to delete a pool that holds anything but DosNa data: for {@link #doDeletePool}.
   *
   * @param pool a safe name
   * @param foreign what was found
   * @throws DosnaException if anything was found
   */
  protected final void requireNoForeign(String pool, List<String> foreign) {
    if (!foreign.isEmpty()) {
      throw new DosnaException(
          "Pool '"
              + pool
              + "' of "
              + describe()
              + " is not deleted: it holds what DosNa did not make: "
              + Wording.quoted(foreign)
              + "; move it away first");
    }
  }

  /**
   * Looks for what is not as it should be: in all pools. Reads every stored chunk; runs on the
   * engine, with progress, and can be cancelled. Changes nothing.
   *
   * @return what was found; empty if all is well
   */
  public final List<Finding> check() {
    requireConnected();
    return Inspection.check().of(this);
  }

  /**
   * Checks, and mends what it finds: removes what killed processes left, and sets damaged chunks
   * aside. No data are deleted; what is foreign stays.
   *
   * @return what was found, each with what was done
   */
  public final List<Finding> repair() {
    requireConnected();
    return Inspection.repair().of(this);
  }

  /**
   * Looks at what there is beside pools. By default there is nothing.
   *
   * @param repair whether what was left over is removed
   * @return what was found
   */
  protected List<Finding> inspect(boolean repair) {
    return List.of();
  }

  /**
   * Lists the pools.
   *
   * @return names in any order
   */
  protected abstract List<String> doListPools();

  /** The class and the name: {@code Hdf5Cluster data}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name;
  }
}
