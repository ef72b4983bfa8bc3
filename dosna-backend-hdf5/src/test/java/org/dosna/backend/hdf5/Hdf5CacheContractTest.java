package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by hdf5 with the chunk cache. */
class Hdf5CacheContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("hdf5", "cpu").cluster(folder.toString(), Options.of("cache", "16M"));
      }

      @Override
      public Set<String> refusedCodecs() {
        return Set.of("delta", "bytes");
      }
    };
  }
}
