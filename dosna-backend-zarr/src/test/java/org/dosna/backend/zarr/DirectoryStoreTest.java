package org.dosna.backend.zarr;

import java.nio.file.Path;
import org.dosna.spi.ObjectStore;
import org.dosna.testkit.ObjectStoreContract;
import org.junit.jupiter.api.io.TempDir;

/** Files in a folder keep the contract of object stores. */
class DirectoryStoreTest extends ObjectStoreContract {
  @TempDir Path folder;

  @Override
  protected ObjectStore newStore() {
    return new DirectoryStore(folder, Integer.MAX_VALUE);
  }
}
