package org.dosna;

import java.util.EnumSet;
import java.util.Set;
import org.dosna.cache.CacheOptions;
import org.dosna.minimal.PassEngine;
import org.dosna.objects.ObjectsCluster;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.ObjectStore;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;

/**
 * The contract, kept with a chunk cache between a backend and an engine: each version of an object
 * has a stamp at once, so that the cache answers all that is read twice.
 */
class CachedContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    ObjectStore store = new MemoryObjectStore();
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        Cluster cached =
            new CachedCluster(new ObjectsCluster(store), new CacheOptions(16 << 20, false));
        return new PassEngine().wrap(cached, Options.none());
      }

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(
            Capability.CHUNK_LISTING, Capability.INDEPENDENT_THREADS, Capability.NAN_PAYLOADS);
      }
    };
  }
}
