package org.dosna.minimal;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;

/** The contract, kept through an engine's wrappers. */
class PassEngineContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    Map<String, Map<String, MinimalData>> pools = new ConcurrentHashMap<>();
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return new PassEngine().wrap(new MinimalCluster(pools), Options.none());
      }

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.NAN_PAYLOADS);
      }
    };
  }
}
