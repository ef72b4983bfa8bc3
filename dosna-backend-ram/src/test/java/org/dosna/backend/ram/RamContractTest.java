package org.dosna.backend.ram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, kept by ram with the engine cpu. */
class RamContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "cpu").cluster(name);
  }

  @Test
  void aDatasetMadeAnewIsNotDeletedByWhoHasTheOldOne() {
    Pool pool = newStore().newCluster().connect().createPool("pool");
    Dataset old = pool.createDataset("data", NDArray.arange(DType.INT32, 8), 4);
    pool.deleteDataset("data");
    Dataset made = pool.createDataset("data", NDArray.arange(DType.INT32, 6), 4);
    assertThrows(NotFoundException.class, old::delete);
    assertEquals(NDArray.arange(DType.INT32, 6), made.get());
    made.delete();
    assertFalse(pool.hasDataset("data"));
  }
}
