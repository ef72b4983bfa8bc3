package org.dosna.engine.mpi;

import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract of zarr with mpi, on all ranks at once; run by {@link ContractProgram}. */
class ZarrOnRanks extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    return new RankStore() {
      @Override
      public Set<String> refusedCodecs() {
        return Set.of("shuffle", "delta", "lz4", "lzf", "bitshuffle", "zlib", "fletcher32");
      }

      @Override
      Cluster cluster(String engine) {
        String folder = System.getProperty(ContractProgram.PLACE) + "/store" + number();
        return cluster("zarr", engine, folder, Options.of("create", true));
      }
    };
  }
}
