package org.dosna.objects;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.minimal.PassEngine;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.ObjectStore;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.ObjectStoreContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.Nested;

/** The contracts, kept by a store in memory and by a backend that has nothing but a store. */
class ObjectsContractTest {
  private static StoreFixture fixture(UnaryOperator<Cluster> engine) {
    ObjectStore store = new MemoryObjectStore();
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return engine.apply(new ObjectsCluster(store));
      }

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(
            Capability.CHUNK_LISTING, Capability.INDEPENDENT_THREADS, Capability.NAN_PAYLOADS);
      }
    };
  }

  @Nested
  class Store extends ObjectStoreContract {
    @Override
    protected ObjectStore newStore() {
      return new MemoryObjectStore();
    }
  }

  @Nested
  class Cpu extends BackendContract {
    @Override
    protected StoreFixture newStore() {
      return fixture(UnaryOperator.identity());
    }
  }

  @Nested
  class Pass extends BackendContract {
    @Override
    protected StoreFixture newStore() {
      return fixture(cluster -> new PassEngine().wrap(cluster, Options.none()));
    }
  }
}
