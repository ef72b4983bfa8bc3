package org.dosna.backend.zarr;

import java.nio.file.Path;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.CodedCluster;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by zarr with codecs. */
class ZarrCodecsContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return CodedCluster.store(new ZarrFiles(folder), "blosc:zstd:1:shuffle, crc32c");
  }
}
