package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
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
  private static final int DAMAGES = Effort.times(24);

  private Pool elsewhere;

  @BeforeEach
  void createElsewhere() {
    elsewhere = cluster.createPool("elsewhere");
    createData("0");
  }

  private void createData(String name) {
    Dataset data = pool.createDataset(name, NDArray.arange(DType.INT32, 7, 5), 2, 3);
    if (store.capabilities().contains(Capability.ATTRIBUTES)) {
      data.attributes().set("other", "text");
    }
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

  @Test
  void ofDamagedStores() {
    if (store.raw().isPresent() && cluster.group().size() == 1) {
      Random random = new Random(14);
      for (int i = 0; i < DAMAGES; i++) {
        String name = "damaged" + i;
        createData(name);
        Dataset opened = pool.getDataset(name);
        DatasetView view = opened.view("::2");
        long seed = random.nextLong();
        store.raw().get().change(POOL, name, random, bytes -> damaged(bytes, new Random(seed)));
        assertNoFaults(ExceptionContract::nothing, view, opened.attributes(), opened);
        openAndRead(name);
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged =
        Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(9) : bytes.length);
    for (int i = random.nextInt(6); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(Math.min(400, damaged.length))] = (byte) random.nextInt();
    }
    return damaged;
  }

  private void openAndRead(String name) {
    try {
      pool.getDataset(name).get("0, :1");
    } catch (DosnaException e) {
      // So it has to be.
    }
  }
}
