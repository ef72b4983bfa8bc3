package org.dosna.engine.threads;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by the backend ram with three threads. */
class RamThreadsContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "threads", Options.of("jobs", 3)).cluster(name);
  }
}
