package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Whatever is called in whatever state: what comes out is a DosnaException, or nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ExceptionContract extends StoreContract {
  private Pool elsewhere;

  @BeforeEach
  void createElsewhere() {
    elsewhere = cluster.createPool("elsewhere");
    createData();
  }

  private void createData() {
    pool.createDataset("0", NDArray.arange(DType.INT32, 7, 5), 2, 3);
  }

  /** Cluster, pool and all that is in it, from the smallest on. */
  private Object[] things(Cluster of, OpenMode mode) {
    Pool opened = of.getPool(POOL, mode);
    Dataset data = opened.getDataset("0");
    return new Object[] {
      data.getChunk(0, 0),
      data.view(":4, ::-2"),
      data.attributes(),
      opened.attributes(),
      data,
      opened,
      of
    };
  }

  private void assertNoFaults(Runnable before, Object... things) {
    List<String> faults = new CallSweep(elsewhere, before).faults(things);
    assertEquals("", String.join("\n", faults));
  }

  private static void nothing() {}

  @Test
  void ofBadArguments() {
    assertNoFaults(ExceptionContract::nothing, things(connect(), OpenMode.READ_WRITE));
  }

  @Test
  void ofWhatIsReadOnly() {
    assertNoFaults(ExceptionContract::nothing, things(connect(), OpenMode.READ_ONLY));
  }

  @Test
  void ofWhatIsClosed() {
    Cluster closed = connect();
    Object[] things = things(closed, OpenMode.READ_WRITE);
    closed.close();
    assertNoFaults(closed::close, things);
  }

  @Test
  void ofADatasetThatIsGone() {
    Object[] things = things(connect(), OpenMode.READ_WRITE);
    pool.deleteDataset("0");
    assertNoFaults(ExceptionContract::nothing, things);
  }

  @Test
  void ofAPoolThatIsGone() {
    Object[] things = things(connect(), OpenMode.READ_WRITE);
    pool.close();
    cluster.deletePool(POOL);
    assertNoFaults(ExceptionContract::nothing, things);
  }

  @Test
  void ofInterruptedThreads() {
    if (cluster.group().size() == 1) { // a rank that leaves a collective call stops all
      Object[] things = things(connect(), OpenMode.READ_WRITE);
      assertNoFaults(() -> Thread.currentThread().interrupt(), things);
    }
  }
}
