package org.dosna.engine.threads;

import org.dosna.Options;
import org.dosna.backend.ceph.testkit.CephStore;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract, kept by the backend ceph with two threads. */
@Tag("native")
class CephThreadsContractTest extends BackendContract {
  @AfterAll
  static void deletePools() {
    RawRados.shared().deletePools();
  }

  @Override
  protected StoreFixture newStore() {
    return new CephStore("threads", Options.of("jobs", 2), 2);
  }
}
