package org.dosna.backend.ram;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.CodedCluster;
import org.dosna.testkit.StoreFixture;

/** The contract, kept by ram with codecs. */
class RamCodecsContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return CodedCluster.store(
        () -> Dosna.with("ram", "cpu").cluster(name), "shuffle, zstd:1, crc32c");
  }
}
