package org.dosna.backend.zarr;

import java.nio.file.Path;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by zarr with arrays and groups of version 2. */
class ZarrV2ContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return new ZarrFiles(folder, 2);
  }
}
