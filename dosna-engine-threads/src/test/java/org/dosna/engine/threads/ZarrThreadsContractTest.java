package org.dosna.engine.threads;

import java.nio.file.Path;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the backend zarr with three threads. */
class ZarrThreadsContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("zarr", "threads", Options.of("jobs", 3)).cluster(folder.toString());
      }

      @Override
      public Set<String> refusedCodecs() {
        return Set.of("shuffle", "delta", "lz4", "lzf", "bitshuffle", "zlib", "fletcher32");
      }
    };
  }
}
