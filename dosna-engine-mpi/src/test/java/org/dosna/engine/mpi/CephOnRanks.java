package org.dosna.engine.mpi;

import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/**
 * The contract of ceph with mpi, on all ranks at once; run by {@link ContractProgram}. Tests that
 * are not about pools leave their pool to the next ones, as to make and delete one takes long.
 */
class CephOnRanks extends BackendContract {
  /** The root's connection that empties the cluster after each test; to connect takes long, too. */
  private static Optional<Cluster> emptied = Optional.empty();

  /** Whether the last test has left its pool; the same on all ranks. */
  private static boolean isPoolLeft;

  @Override
  protected StoreFixture newStore() {
    return new Store();
  }

  private static final class Store extends RankStore {
    private Optional<String> kept = Optional.empty();

    @Override
    Cluster cluster(String engine) {
      String conf = System.getProperty(ContractProgram.PLACE);
      // So that what a test cancels is not all on its way already: a rank has few chunks.
      return cluster("ceph", engine, "mini", Options.of("conffile", conf, "inflight", 1));
    }

    @Override
    public Pool firstPool(Cluster cluster, String name) {
      kept = Optional.of(name);
      // A test may have deleted it; all ranks go by what the root sees.
      boolean isThere = cluster.group().root("look for the pool", () -> cluster.hasPool(name));
      return isPoolLeft && isThere ? cluster.getPool(name) : cluster.createPool(name);
    }

    @Override
    void empty() {
      Cluster cluster = emptied.orElseGet(() -> cluster("cpu").connect());
      emptied = Optional.of(cluster);
      for (String name : cluster.listPools()) {
        if (kept.equals(Optional.of(name))) {
          Pool pool = cluster.getPool(name);
          pool.listDatasets().forEach(pool::deleteDataset);
          pool.listGroups().forEach(pool::deleteGroup);
        } else {
          cluster.deletePool(name);
        }
      }
    }

    @Override
    public void destroy() {
      super.destroy();
      isPoolLeft = kept.isPresent();
    }
  }
}
