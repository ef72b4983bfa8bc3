package org.dosna.minimal;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.LayeredCluster;
import org.dosna.Options;
import org.dosna.spi.FilterStep;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;

/** The contract, kept with a layer between the backend and an engine. */
class LayerBelowEngineContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    Map<String, Map<String, MinimalData>> pools = new ConcurrentHashMap<>();
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        Cluster layered =
            new LayeredCluster(
                new MinimalCluster(pools), dataset -> step -> new FilterStep(step) {});
        return new PassEngine().wrap(layered, Options.none());
      }

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.NAN_PAYLOADS);
      }
    };
  }
}
