package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.CodedCluster;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by hdf5 with codecs. */
class Hdf5CodecsContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    StoreFixture plain =
        new StoreFixture() {
          @Override
          public Cluster newCluster() {
            return Dosna.with("hdf5", "cpu").cluster(folder.toString());
          }

          @Override
          public Set<String> refusedCodecs() {
            return Set.of("delta", "bytes");
          }
        };
    return CodedCluster.store(plain, "shuffle, zstd:1, crc32c");
  }
}
