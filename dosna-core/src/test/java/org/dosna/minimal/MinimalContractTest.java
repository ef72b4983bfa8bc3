package org.dosna.minimal;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by a backend that supplies no more than it must. */
class MinimalContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    Map<String, Map<String, MinimalData>> pools = new ConcurrentHashMap<>();
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return new MinimalCluster(pools);
      }

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.NAN_PAYLOADS);
      }
    };
  }
}
