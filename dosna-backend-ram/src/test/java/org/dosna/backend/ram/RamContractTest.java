package org.dosna.backend.ram;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by ram with the engine cpu. */
class RamContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "cpu").cluster(name);
  }
}
