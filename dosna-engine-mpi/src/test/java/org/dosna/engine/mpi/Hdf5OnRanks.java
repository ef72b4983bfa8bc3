package org.dosna.engine.mpi;

import java.nio.file.Path;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** The contract of hdf5 with mpi, on all ranks at once; run by {@link ContractProgram}. */
class Hdf5OnRanks extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    return new RankStore(Path.of(System.getProperty(ContractProgram.FOLDER)));
  }
}
