package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.MiniCeph.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * OSDs that fail, or are full, and monitors that fail, while they are used: at the same time, each
 * in a cluster of its own, as mostly they wait.
 */
@Tag("native")
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
  private static final NDArray VALUES = NDArray.random(DType.FLOAT32, 1, 128, 128, 128);

  @Test
  void workGoesOnAfterAnOsdWasKilledAndAfterAllCameBack() throws Exception {
    try (MiniCeph ceph = MiniCeph.startTemporary(3, Store.BLUESTORE);
        Cluster cluster = Clusters.cluster(ceph.confFile(), "op_timeout", 120).connect();
        Cluster impatient = Clusters.cluster(ceph.confFile(), "op_timeout", 3).connect()) {
      Dataset data = cluster.createPool("pool").createDataset("data", VALUES, 32, 32, 32);
      killDuringLoads(ceph, data);
      killDuringReads(ceph, data);
      allStopped(ceph, data, impatient.getPool("pool").getDataset("data"));
    }
  }

  // Always the same OSD: another one may have what it has still to catch up on.

  private static void killDuringLoads(MiniCeph ceph, Dataset data) {
    CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> ceph.killOsd(0));
    for (int round = 0; round < 3 || !killer.isDone(); round++) {
      data.load(NDArray.full(DType.FLOAT32, round, 128, 128, 128));
    }
    data.load(VALUES);
    assertEquals(VALUES, data.get());
    ceph.startOsd(0);
    ceph.awaitOsds(3);
  }

  private static void killDuringReads(MiniCeph ceph, Dataset data) {
    CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> ceph.killOsd(0));
    for (int round = 0; round < 3 || !killer.isDone(); round++) {
      assertEquals(VALUES, data.get());
    }
    assertEquals(VALUES, data.get());
    ceph.startOsd(0);
    ceph.awaitOsds(3);
  }

  private static void allStopped(MiniCeph ceph, Dataset data, Dataset impatient) {
    for (int osd = 0; osd < 3; osd++) {
      ceph.killOsd(osd);
    }
    Clusters.assertRefused(impatient::get, "data", "timeout", "3 s");
    Clusters.assertRefused(
        () -> impatient.getChunk(0, 0, 0).setData(NDArray.zeros(DType.FLOAT32, 32, 32, 32)),
        "data",
        "timeout");
    for (int osd = 0; osd < 3; osd++) {
      ceph.startOsd(osd);
    }
    data.load(VALUES);
    assertEquals(VALUES, data.get());
    // The other client may not have heard of the new OSDs yet.
    awaitSuccess(() -> assertEquals(VALUES, impatient.get()));
  }

  @Test
  void aFullClusterRefusesWritesAndGoesOnWhenThereIsRoom() {
    // Far from being so full that OSDs drop requests without an answer.
    String small =
        "memstore device bytes = 67108864\nmon osd nearfull ratio = 0.3\n"
            + "mon osd backfillfull ratio = 0.4\nmon osd full ratio = 0.5";
    try (MiniCeph ceph = MiniCeph.startTemporary(1, Store.MEMSTORE, small);
        Cluster cluster = Clusters.cluster(ceph.confFile(), "op_timeout", 5).connect()) {
      DatasetSpec spec = DatasetSpec.of(DType.UINT8, 200L << 20).chunkSize(1 << 20);
      Dataset data = cluster.createPool("pool").createDataset("data", spec);
      NDArray block = NDArray.random(DType.UINT8, 1, 1 << 20);
      DosnaException full = null;
      long written = 0;
      while (full == null) {
        assertTrue(written < 200, "never full");
        try {
          String where = (written << 20) + ":" + (written + 1 << 20);
          data.set(where, block);
          written++;
          Thread.sleep(50);
        } catch (DosnaException e) {
          full = e;
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      String message = full.getMessage();
      assertTrue(message.contains("full"), message);
      for (long i = 0; i < written; i++) {
        assertEquals(block, data.get((i << 20) + ":" + (i + 1 << 20)));
      }
      data.clear();
      awaitSuccess(() -> data.set("0", 1));
      assertEquals(1, data.get("0").getLong());
    }
  }

  @Test
  void aMonitorThatIsGoneIsNotWaitedForLong() {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, Store.MEMSTORE);
        Cluster cluster = Clusters.cluster(ceph.confFile(), "op_timeout", 2).connect()) {
      Dataset data = cluster.createPool("pool").createDataset("data", VALUES, 32, 32, 32);
      ceph.killMonitor();
      Clusters.assertRefused(cluster::listPools, "monitors", "2 s");
      Clusters.assertRefused(() -> cluster.hasPool("pool"), "monitors", "2 s");
      Clusters.assertRefused(() -> cluster.getPool("pool"), "monitors", "2 s");
      Clusters.assertRefused(() -> cluster.createPool("new"), "'new'", "unknown whether");
      Clusters.assertRefused(() -> cluster.deletePool("pool"), "monitors", "2 s");
      assertEquals(VALUES, data.get());
      ceph.startMonitor();
      awaitSuccess(() -> assertTrue(cluster.hasPool("pool")));
    }
  }

  /** Tries again and again: OSDs and monitor need a few seconds to tell each other. */
  private static void awaitSuccess(Runnable action) {
    for (int attempt = 0; ; attempt++) {
      try {
        action.run();
        return;
      } catch (DosnaException e) {
        assertTrue(attempt < 100, e.getMessage());
      }
      try {
        Thread.sleep(250);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
