package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closing while others are at work gives them exceptions, and never a crash. */
@Tag("native")
class ClosingTest {
  @AfterEach
  void deletePools() {
    RawRados.shared().deletePools();
  }

  @Test
  void closingWhileOthersReadAndWrite() throws Exception {
    NDArray values = NDArray.random(DType.FLOAT32, 1, 64, 64, 64);
    Cluster cluster = Clusters.connect();
    cluster.createPool("pool").createDataset("data", values, 16, 16, 16);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicInteger operations = new AtomicInteger();
    for (int round = 0; round < 20; round++) {
      Pool pool = cluster.getPool("pool");
      Dataset data = pool.getDataset("data");
      int before = operations.get();
      List<Future<?>> users = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        boolean reads = thread % 2 == 0;
        users.add(threads.submit(() -> useUntilClosed(data, reads, values, operations)));
      }
      while (operations.get() < before + 8) {
        Thread.sleep(1);
      }
      if (round % 2 == 0) {
        pool.close();
        pool.close();
      } else {
        cluster.close();
        cluster.close();
        cluster.connect();
      }
      for (Future<?> user : users) {
        user.get();
      }
    }
    threads.shutdown();
    assertEquals(values, cluster.getPool("pool").getDataset("data").get());
    cluster.close();
  }

  private static void useUntilClosed(
      Dataset data, boolean reads, NDArray values, AtomicInteger operations) {
    try {
      while (true) {
        if (reads) {
          assertEquals(values, data.get());
        } else {
          data.load(values);
        }
        operations.incrementAndGet();
      }
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains("closed"), e.getMessage());
    }
  }

  @Test
  void aFunctionMayCloseThePoolUnderItself() {
    try (Cluster cluster = Clusters.connect()) {
      Pool pool = cluster.createPool("pool");
      Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 100), 1);
      Clusters.assertRefused(
          () ->
              data.apply(
                  (block, where) -> {
                    pool.close();
                    return block;
                  }),
          "closed");
      pool.open();
      assertEquals(NDArray.arange(DType.INT32, 100), data.get());
    }
  }
}
