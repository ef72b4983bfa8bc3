package contract;

import java.util.UUID;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;

/** As whoever writes a backend has it. */
class OwnContractTest extends BackendContract {
  @Override
  protected StoreFixture newStore() {
    String name = UUID.randomUUID().toString();
    return () -> Dosna.with("ram", "cpu").cluster(name);
  }
}
