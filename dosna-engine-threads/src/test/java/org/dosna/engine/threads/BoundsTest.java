package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** How many chunks are in work at once, and how many are looked at. */
class BoundsTest extends ThreadsTestBase {
  @Test
  void asManyChunksAsJobsAreInWorkAndNotMore() {
    for (int jobs : new int[] {1, 2, 3, 8}) {
      Dataset data = createHuge(connect(jobs).createPool("pool" + jobs));
      Dataset view = data.pool().createDataset("view", data.view(":20, :20"), 1, 1);
      AtomicInteger inWork = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      AtomicBoolean begun = new AtomicBoolean();
      CountDownLatch all = new CountDownLatch(jobs);
      ChunkFunction counting =
          (block, where) -> {
            most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
            if (begun.getAndSet(true)) {
              all.countDown();
              all.await();
            } else {
              // The caller begins alone, and calls the others if it takes long.
              Thread.sleep(1);
            }
            inWork.decrementAndGet();
            return block;
          };
      if (jobs == 1) {
        all.countDown();
      }
      view.apply(counting);
      assertEquals(jobs, most.get());
    }
  }

  private Pool watched(WatchedCluster cluster, int jobs) {
    var threads = new ThreadsEngine().wrap(cluster, Options.of("jobs", jobs)).connect();
    return threads.createPool("pool");
  }

  @Test
  void noOperationHasMoreChunksInWork() {
    int jobs = 3;
    WatchedCluster cluster = new WatchedCluster(Dosna.with("ram", "cpu").cluster(name));
    Pool pool = watched(cluster, jobs);
    NDArray array = NDArray.random(DType.FLOAT64, 1, 120, 120);
    Dataset data = pool.createDataset("data", array, 4, 4);
    assertEquals(array, data.get());
    data.set("::2", 5);
    data.sum();
    data.std();
    data.reduce((block, where) -> block, (first, second) -> first);
    data.copy("copy").clear();
    data.map((block, where) -> block, "map");
    data.resize(130, 130);
    data.append(NDArray.zeros(DType.FLOAT64, 50, 130), 0);
    // A step that reads another dataset counts twice: it and the one inside it.
    assertTrue(cluster.mostInWork() <= 2 * jobs, cluster.mostInWork() + " in work");
    assertTrue(cluster.begun() > 9 * 900, cluster.begun() + " begun");
    assertEquals(0, cluster.inWork());
    cluster.close();
  }

  @Test
  void chunksThatAreNotStoredAreNotLookedAt() {
    WatchedCluster cluster = new WatchedCluster(Dosna.with("ram", "cpu").cluster(name));
    Pool pool = watched(cluster, 3);
    DatasetSpec spec =
        DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000).chunkSize(10, 10, 10).fillValue(1);
    Dataset huge = pool.createDataset("huge", spec);
    for (int i = 0; i < 100; i++) {
      huge.set(i * 1000 + ", 5, 99999", i);
    }
    long before = cluster.begun();
    BigInteger ones = BigInteger.TEN.pow(15).subtract(BigInteger.valueOf(100));
    assertEquals(ones.add(BigInteger.valueOf(99 * 50)), huge.sum());
    assertEquals(100, cluster.begun() - before);
    assertEquals((short) 0, huge.min());
    assertEquals((short) 99, huge.view("::-1").max());
    assertEquals(300, cluster.begun() - before);
    huge.view("50000:").argMax();
    assertEquals(350, cluster.begun() - before);
    huge.copy("copy");
    // One chunk holds nothing but the fill value.
    assertEquals(99, pool.getDataset("copy").countStoredChunks());
    huge.clear();
    assertTrue(cluster.begun() - before <= 350 + 300, cluster.begun() + " begun");
    assertEquals(0, cluster.lookedFor());
    cluster.close();
  }
}
