package org.dosna.engine.mpi;

import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract of ceph with mpi, on all ranks at once; run by {@link ContractProgram}. */
class CephOnRanks extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    return new RankStore() {
      @Override
      Cluster cluster(String engine) {
        String conf = System.getProperty(ContractProgram.PLACE);
        // So that what a test cancels is not all on its way already: a rank has few chunks.
        return cluster("ceph", engine, "mini", Options.of("conffile", conf, "inflight", 1));
      }
    };
  }
}
