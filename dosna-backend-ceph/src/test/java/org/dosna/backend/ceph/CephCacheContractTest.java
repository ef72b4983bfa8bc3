package org.dosna.backend.ceph;

import org.dosna.Options;
import org.dosna.backend.ceph.testkit.CephStore;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract, kept by ceph with the chunk cache. */
@Tag("native")
class CephCacheContractTest extends BackendContract {
  @AfterAll
  static void deletePools() {
    RawRados.shared().deletePools();
  }

  @Override
  protected StoreFixture newStore() {
    return new CephStore("cpu", Options.none(), 4, "16M");
  }
}
