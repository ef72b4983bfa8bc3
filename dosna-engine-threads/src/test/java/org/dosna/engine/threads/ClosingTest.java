package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dosna.ChunkFunction;
import org.dosna.ClosedException;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Progress;
import org.junit.jupiter.api.Test;

/** Disconnecting a cluster that somebody works with. */
class ClosingTest extends ThreadsTestBase {
  private static final int JOBS = 3;

  private final AtomicInteger calls = new AtomicInteger();

  private void assertStopped(Cluster cluster, Throwable e) {
    assertTrue(hasCause(e, ClosedException.class), () -> "thrown: " + e);
    assertFalse(Thread.interrupted());
    assertFalse(cluster.isConnected());
    await(() -> helpers().isEmpty());
    int before = calls.get();
    cluster.connect();
    Dataset again = cluster.getPool("pool").getDataset("huge");
    assertEquals(-1, again.get("0, 0").getLong());
    assertEquals(before, calls.get());
  }

  private void closeWhen(Cluster cluster, BooleanSupplier condition) {
    new Thread(
            () -> {
              await(condition);
              cluster.close();
            })
        .start();
  }

  @Test
  void anOperationInWorkEndsWithAnException() {
    Cluster cluster = connect(JOBS);
    Dataset huge = createHuge(cluster.createPool("pool"));
    ChunkFunction counting =
        (block, where) -> {
          calls.incrementAndGet();
          return block;
        };
    closeWhen(cluster, () -> calls.get() > 1000);
    DosnaException e = assertThrows(DosnaException.class, () -> huge.apply(counting));
    await(() -> !cluster.isConnected());
    assertStopped(cluster, e);
  }

  @Test
  void aReductionInWorkEndsWithAnException() {
    Cluster cluster = connect(JOBS);
    Dataset huge = createHuge(cluster.createPool("pool"));
    closeWhen(cluster, () -> calls.get() > 1000);
    DosnaException e =
        assertThrows(
            DosnaException.class,
            () -> huge.reduce((block, where) -> calls.incrementAndGet(), Math::max));
    await(() -> !cluster.isConnected());
    assertStopped(cluster, e);
  }

  @Test
  void helpersThatSleepAreWoken() {
    Cluster cluster = connect(JOBS);
    Dataset huge = createHuge(cluster.createPool("pool"));
    Thread caller = Thread.currentThread();
    ChunkFunction sleeping =
        (block, where) -> {
          if (Thread.currentThread() != caller) {
            calls.incrementAndGet();
            TimeUnit.DAYS.sleep(1);
          }
          return block;
        };
    closeWhen(cluster, () -> calls.get() == JOBS - 1);
    DosnaException e = assertThrows(DosnaException.class, () -> huge.apply(sleeping));
    assertTrue(
        hasCause(e, InterruptedException.class) || hasCause(e, ClosedException.class),
        () -> "thrown: " + e);
    await(() -> !cluster.isConnected());
    await(() -> helpers().isEmpty());
  }

  /** Neither a helper nor the caller may wait for its own end. */
  @Test
  void aFunctionMayClose() {
    for (boolean byCaller : List.of(true, false)) {
      Cluster cluster = connect(JOBS);
      String poolName = "pool";
      Dataset huge =
          cluster.hasPool(poolName)
              ? cluster.getPool(poolName).getDataset("huge")
              : createHuge(cluster.createPool(poolName));
      Thread caller = Thread.currentThread();
      ChunkFunction closing =
          (block, where) -> {
            if (!helpers().isEmpty() && (Thread.currentThread() == caller) == byCaller) {
              cluster.close();
            }
            return block;
          };
      DosnaException e = assertThrows(DosnaException.class, () -> huge.apply(closing));
      assertStopped(cluster, e);
    }
  }

  @Test
  void aListenerMayClose() {
    Cluster cluster = connect(JOBS);
    Dataset huge = createHuge(cluster.createPool("pool"));
    Progress.Listener closing =
        progress -> {
          if (progress.chunksDone() > 100) {
            cluster.close();
          }
        };
    DosnaException e =
        assertThrows(
            DosnaException.class,
            () -> Progress.report(closing, () -> huge.apply((block, where) -> block)));
    assertStopped(cluster, e);
  }
}
