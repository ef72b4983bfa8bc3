package org.dosna.examples.npybackend;

import java.nio.file.Path;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.Capability;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every backend, kept by this one; it supplies no more than it must. */
class NpyContractTest extends BackendContract {
  @TempDir private Path folder;

  @Override
  protected StoreFixture newStore() {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("npy", "cpu").cluster(folder.toString());
      }

      @Override
      public Set<Capability> capabilities() {
        return Set.of(Capability.NAN_PAYLOADS);
      }
    };
  }
}
