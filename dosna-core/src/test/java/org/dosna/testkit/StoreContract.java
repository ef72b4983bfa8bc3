package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** What all themes of the contract share: a fresh store with an empty pool for each test. */
abstract class StoreContract {
  /** The name of {@link #pool}. */
  static final String POOL = "pool";

  private final Collection<Cluster> opened = new ConcurrentLinkedQueue<>();

  StoreFixture store;
  Cluster cluster;
  Pool pool;

  abstract StoreFixture newStore();

  @BeforeEach
  final void createStore() {
    store = newStore();
    cluster = connect();
    pool = firstPool();
  }

  /** Gives {@link #pool}; themes that are about pools want it to be the {@link #onlyPool}. */
  Pool firstPool() {
    return store.firstPool(cluster, POOL);
  }

  /** A new pool, in a cluster without others. */
  final Pool onlyPool() {
    cluster.listPools().forEach(cluster::deletePool);
    return cluster.createPool(POOL);
  }

  @AfterEach
  final void destroyStore() {
    opened.forEach(Cluster::close);
    store.destroy();
  }

  /** Another cluster object of the same store, connected; closed after the test. */
  final Cluster connect() {
    return connect(store.newCluster());
  }

  /** Connects a cluster object of the store; closed after the test. */
  final Cluster connect(Cluster another) {
    opened.add(another);
    return another.connect();
  }

  /** The dataset as somebody sees it who has just connected. */
  final Dataset reopen(String dataset) {
    return connect().getPool(POOL).getDataset(dataset);
  }

  /** An int32 dataset of fill value -1. */
  final Dataset createInts(String name, long[] shape, int... chunkSize) {
    return pool.createDataset(
        name, DatasetSpec.of(DType.INT32, shape).chunkSize(chunkSize).fillValue(-1));
  }

  /** Whether the backend can change the shape of datasets. */
  final boolean resizes() {
    return store.capabilities().contains(Capability.RESIZE);
  }

  /** As many threads as that, or one, if they cannot do different things at the same time. */
  final int independent(int threads) {
    return store.capabilities().contains(Capability.INDEPENDENT_THREADS) ? threads : 1;
  }

  /** How many of some chunks are this process's share. */
  final long mine(long chunks) {
    int rank = cluster.group().rank();
    int size = cluster.group().size();
    return rank < chunks ? (chunks - rank - 1) / size + 1 : 0;
  }

  /** Whether one exception is the other, or a copy of it that came from another process. */
  final boolean isSame(Throwable expected, Throwable actual) {
    boolean equal =
        expected.getClass() == actual.getClass()
            && expected.getMessage().equals(actual.getMessage());
    return expected == actual || (cluster.group().size() > 1 && equal);
  }

  /** Asserts what is the cause of an exception. */
  final void assertCause(Throwable expected, Throwable e) {
    assertTrue(isSame(expected, e.getCause()), () -> "cause of " + e + ": " + e.getCause());
  }

  static long[] shape(long... lengths) {
    return lengths;
  }

  /** Asserts that something is refused, and that the message says what is needed. */
  static <E extends DosnaException> E assertRefused(
      Class<E> type, Executable action, String... parts) {
    E refusal = assertThrows(type, action);
    for (String part : parts) {
      assertTrue(
          refusal.getMessage().contains(part),
          () -> "'" + part + "' is missing in the message: " + refusal.getMessage());
    }
    return refusal;
  }
}
