package org.dosna.backend.ceph;

import org.dosna.Options;
import org.dosna.backend.ceph.testkit.CephStore;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The backend {@code ceph} keeps the contract of all backends with the engine {@code cpu}. */
@Tag("native")
class CephContractTest extends BackendContract {
  @AfterAll
  static void deletePools() {
    RawRados.shared().deletePools();
  }

  @Override
  protected StoreFixture newStore() {
    return new CephStore("cpu", Options.none(), 4);
  }
}
