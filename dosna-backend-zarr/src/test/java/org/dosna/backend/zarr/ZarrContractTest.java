package org.dosna.backend.zarr;

import java.nio.file.Path;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The backend {@code zarr} keeps the contract of all backends with the engine {@code cpu}. */
class ZarrContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    return new ZarrFiles(folder);
  }
}
