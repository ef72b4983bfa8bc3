package org.dosna.backend.ceph;

import org.dosna.Options;
import org.dosna.backend.ceph.testkit.CephStore;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.CodedCluster;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract, kept by ceph with codecs. */
@Tag("native")
class CephCodecsContractTest extends BackendContract {
  @AfterAll
  static void deletePools() {
    RawRados.shared().deletePools();
  }

  @Override
  protected StoreFixture newStore() {
    return CodedCluster.store(new CephStore("cpu", Options.none(), 4), "shuffle, zstd:1, crc32c");
  }
}
