package org.dosna.engine.threads;

import java.nio.file.Path;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the backend hdf5 with three threads. */
class Hdf5ThreadsContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("hdf5", "threads", Options.of("jobs", 3)).cluster(folder.toString());
      }

      @Override
      public Set<String> refusedCodecs() {
        return Set.of("delta", "bytes");
      }
    };
  }
}
