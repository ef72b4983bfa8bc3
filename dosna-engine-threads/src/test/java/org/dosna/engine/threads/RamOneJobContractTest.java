package org.dosna.engine.threads;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by the backend ram with the engine threads that has none but the caller's. */
class RamOneJobContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "threads", Options.of("jobs", 1)).cluster(name);
  }
}
