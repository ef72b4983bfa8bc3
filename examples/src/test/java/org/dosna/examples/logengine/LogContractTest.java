package org.dosna.examples.logengine;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract of every engine, kept by this one. */
class LogContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "log").cluster(name);
  }
}
