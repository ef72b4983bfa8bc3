package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many callers write to the same chunks at once, each with helpers: each caller has elements of its
 * own, in every chunk, and finds what it wrote last.
 */
class StressTest extends ThreadsTestBase {
  private static final int CALLERS = 6;
  private static final int EDGE = 48;

  private static Cluster cluster(String backend, String name) {
    return Dosna.with(backend, "threads", Options.of("jobs", 3)).cluster(name).connect();
  }

  private void assertNothingLost(String backend, String cluster, int rounds) throws Exception {
    try (Cluster first = cluster(backend, cluster);
        Cluster second = cluster(backend, cluster)) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, EDGE, EDGE).chunkSize(16, 16).fillValue(-1);
      first.createPool("pool").createDataset("data", spec);
      List<Pool> pools = List.of(first.getPool("pool"), second.getPool("pool"));
      CyclicBarrier start = new CyclicBarrier(CALLERS);
      ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
      List<Future<NDArray>> results = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        results.add(
            threads.submit(
                () -> {
                  Dataset data = pools.get(caller % 2).getDataset("data");
                  start.await();
                  return writeOwn(data, caller, rounds);
                }));
      }
      NDArray expected = NDArray.zeros(DType.INT32, EDGE, EDGE);
      for (int i = 0; i < CALLERS; i++) {
        expected.set(rows(i), results.get(i).get());
      }
      threads.shutdown();
      assertEquals(expected, pools.get(0).getDataset("data").get());
    }
  }

  private static String rows(int caller) {
    return caller + "::" + CALLERS;
  }

  /** Writes random boxes of the caller's rows, and compares what is read with what was written. */
  private static NDArray writeOwn(Dataset data, int caller, int rounds) {
    Random random = new Random(caller);
    DatasetView own = data.view(rows(caller));
    NDArray model = NDArray.full(DType.INT32, -1, own.shape());
    for (int round = 0; round < rounds; round++) {
      String box = range(random, EDGE / CALLERS) + ", " + range(random, EDGE);
      NDArray value = NDArray.random(DType.INT32, random.nextLong(), model.get(box).shape());
      own.set(box, value);
      model.set(box, value);
      assertEquals(model, own.get(), () -> "caller " + caller + " after " + box);
    }
    return model;
  }

  private static String range(Random random, int length) {
    int from = random.nextInt(length);
    return from + ":" + (from + 1 + random.nextInt(length - from));
  }

  @Test
  void inMemory() throws Exception {
    // New datasets, so that first writes meet, too.
    for (int i = 0; i < 10; i++) {
      assertNothingLost("ram", name + i, 100);
    }
  }

  @Test
  void inFiles(@TempDir Path folder) throws Exception {
    assertNothingLost("hdf5", folder.toString(), 25);
  }

  /** A thread that is interrupted in the midst of writing must not open others' locks. */
  @Test
  void whileCallersAreInterrupted(@TempDir Path folder) throws Exception {
    try (Cluster cluster = cluster("hdf5", folder.toString())) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, EDGE, EDGE).chunkSize(16, 16).fillValue(-1);
      Pool pool = cluster.createPool("pool");
      Dataset data = pool.createDataset("data", spec);
      Thread victim = new Thread(() -> writeInterrupted(data));
      victim.start();
      Thread interrupter =
          new Thread(
              () -> {
                while (victim.isAlive()) {
                  victim.interrupt();
                  Thread.yield();
                }
              });
      interrupter.start();
      NDArray model = writeOwn(data, 0, 40);
      victim.join();
      interrupter.join();
      assertEquals(model, data.get(rows(0)));
    }
  }

  /** Writes rows that belong to nobody else, and is often kept from it. */
  private static void writeInterrupted(Dataset data) {
    for (int i = 0; i < 100; i++) {
      try {
        data.set(rows(1), i);
      } catch (RuntimeException e) {
        Thread.interrupted();
      }
    }
  }
}
