package org.dosna.backend.zarr;

import org.dosna.spi.ObjectStore;
import org.dosna.testkit.ObjectStoreContract;

/** Objects in memory keep the contract of object stores. */
class MemoryStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore newStore() {
    return new MemoryStore("memory:test");
  }
}
