package org.dosna.backend.zarr;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by zarr in memory: nothing above the store knows of files. */
class ZarrMemoryContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = MemoryStore.PREFIX + UUID.randomUUID();
    ZarrFiles like = new ZarrFiles(Path.of("unused"));
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("zarr", "cpu").cluster(name);
      }

      @Override
      public Set<Capability> capabilities() {
        return like.capabilities();
      }

      @Override
      public Set<String> refusedCodecs() {
        return like.refusedCodecs();
      }
    };
  }
}
