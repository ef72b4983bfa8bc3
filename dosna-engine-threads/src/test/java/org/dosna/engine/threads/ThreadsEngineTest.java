package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.Status;
import org.junit.jupiter.api.Test;

/** The engine's options, and when its threads come and go. */
class ThreadsEngineTest extends ThreadsTestBase {
  private static Cluster cluster(Object... options) {
    return Dosna.with("ram", "threads", Options.of(options)).cluster("options");
  }

  @Test
  void isFoundByItsName() {
    assertTrue(Dosna.engines().contains("threads"));
    assertEquals("ThreadsCluster(RamCluster options)", cluster().toString());
    Dataset data = createPool(2).createDataset("data", NDArray.arange(DType.INT32, 4), 2);
    assertTrue(data.toString().startsWith("ThreadsDataset(RamDataset data int32"));
    assertEquals("ThreadsPool(RamPool pool)", data.pool().toString());
  }

  @Test
  void jobsIsAWholeNumberFromOneOn() {
    for (Object good : List.of(1, 2L, "8", (short) 64)) {
      cluster("jobs", good).connect().close();
    }
    for (Object bad : List.of(0, -1, 1.5, "two", "", true, 1L << 40)) {
      DosnaException e = assertThrows(DosnaException.class, () -> cluster("jobs", bad));
      assertSays(e, "'jobs'", "'" + bad + "'", "from 1 to 2147483647");
    }
  }

  @Test
  void badJobsAreRefusedWhenTheEngineIsChosen() {
    Status before = Dosna.status();
    assertThrows(
        DosnaException.class, () -> Dosna.use("ram", "threads", Options.of("jobs", 0)), "'jobs'");
    assertEquals(before, Dosna.status());
  }

  @Test
  void anUnknownOptionIsRefused() {
    DosnaException e = assertThrows(DosnaException.class, () -> cluster("njobs", 4));
    assertSays(e, "'njobs'", "'threads'", "'jobs'");
  }

  @Test
  void whoAsksForJoblibIsToldItsName() {
    DosnaException e =
        assertThrows(DosnaException.class, () -> Dosna.with("ram", "joblib").cluster("x"));
    assertSays(e, "'joblib'", "'threads'");
  }

  /** Works with all its threads at once. */
  private Set<Thread> workedOn(Dataset data, int jobs) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    data.apply(
        (block, where) -> {
          threads.add(Thread.currentThread());
          await(() -> threads.size() == jobs);
          return block;
        });
    return threads;
  }

  @Test
  void twoHeavyChunksAreWorkedOnAtOnce() {
    Dataset data = createPool(2).createDataset("data", NDArray.arange(DType.INT32, 4), 2);
    assertEquals(2, workedOn(data, 2).size());
  }

  @Test
  void threadsAreDaemonsWithNamesAndEndWithTheCluster() {
    for (int jobs : new int[] {1, 2, 5}) {
      Cluster cluster = connect(jobs);
      Pool pool = cluster.createPool("pool" + jobs);
      Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 100), 1);
      Set<Thread> threads = workedOn(data, jobs);
      assertEquals(jobs, threads.size());
      assertTrue(threads.remove(Thread.currentThread()));
      for (Thread thread : threads) {
        assertTrue(thread.getName().matches("dosna-" + name + "-\\d+"), thread.getName());
        assertTrue(thread.isDaemon());
      }
      assertEquals(jobs - 1, helpers().size());
      cluster.close();
      assertEquals(List.of(), helpers());
      cluster.connect();
      pool.open();
      assertEquals(jobs, workedOn(data, jobs).size());
      cluster.close();
      assertEquals(List.of(), helpers());
    }
  }

  @Test
  void noMoreThreadsAreStartedThanAreUseful() {
    Cluster cluster = connect(1_000_000);
    Pool pool = cluster.createPool("pool");
    NDArray array = NDArray.arange(DType.INT32, 30_000);
    Dataset data = pool.createDataset("data", array, 1);
    data.apply((block, where) -> block);
    assertEquals(array, data.copy("copy").get());
    assertTrue(helpers().size() < 1024, helpers().size() + " helpers");
  }

  @Test
  void whereFewChunksAreStoredFewThreadsAreStarted() {
    Pool pool = connect(500).createPool("pool");
    Dataset huge = createHuge(pool);
    huge.set("0, :5", 1);
    huge.copy("copy");
    assertTrue(helpers().size() <= 5, helpers().size() + " helpers");
  }

  @Test
  void jobsIsTheNumberOfProcessorsIfLeftOut() {
    int processors = Runtime.getRuntime().availableProcessors();
    try (Cluster cluster = Dosna.with("ram", "threads").cluster(name).connect()) {
      Pool pool = cluster.createPool("pool");
      Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 200), 1);
      assertEquals(processors, workedOn(data, processors).size());
    }
  }

  @Test
  void whatTouchesOneChunkStartsNoThreads() {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 100).chunkSize(10);
    Dataset data = createPool(4).createDataset("data", spec);
    for (int i = 0; i < 1000; i++) {
      data.set("5:9", i);
      assertEquals(i, data.get("8").getLong());
      assertEquals(i, data.view("5:7").max());
    }
    assertEquals(List.of(), helpers());
  }
}
