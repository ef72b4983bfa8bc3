package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.dosna.AlreadyExistsException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Of several who create or delete the same thing at the same time exactly one succeeds. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class CreationRaceContract extends StoreContract {
  private static final int THREADS = 6;
  private static final int ROUNDS = Effort.times(100);

  @Override
  Pool firstPool() {
    return onlyPool();
  }

  /** One connection per thread. */
  private List<Cluster> connections() {
    return IntStream.range(0, THREADS).mapToObj(t -> connect()).toList();
  }

  private List<Pool> pools() {
    return connections().stream().map(c -> c.getPool(POOL)).toList();
  }

  /** The spec that only one of the threads gives. */
  private static DatasetSpec spec(int thread) {
    return DatasetSpec.of(DType.INT32, 10 + thread, 5).chunkSize(2, 1 + thread).fillValue(thread);
  }

  /** Asserts that all metadata are one creator's. */
  private static void assertWhole(Dataset dataset) {
    int thread = (int) dataset.shape()[0] - 10;
    assertArrayEquals(new int[] {2, 1 + thread}, dataset.chunkSize());
    assertEquals(thread, dataset.fillValue());
  }

  @Test
  void onePoolCreatorWins() throws Exception {
    List<Cluster> clusters = connections();
    Race.oneWins(
        THREADS,
        ROUNDS,
        AlreadyExistsException.class,
        (t, round) -> clusters.get(t).createPool("pool" + round));
    assertEquals(ROUNDS + 1, cluster.listPools().size());
    assertEquals(List.of(), cluster.getPool("pool0").listDatasets());
  }

  @Test
  void oneDatasetCreatorWins() throws Exception {
    List<Pool> pools = pools();
    AtomicIntegerArray winners = new AtomicIntegerArray(ROUNDS);
    Race.oneWins(
        independent(THREADS),
        ROUNDS,
        AlreadyExistsException.class,
        (t, round) -> {
          Dataset mine = pools.get(t).createDataset("data" + round, spec(t));
          mine.set("0, 0", 100 + t);
          winners.set(round, t);
        });
    assertEquals(ROUNDS, pool.listDatasets().size());
    for (int round = 0; round < ROUNDS; round++) {
      Dataset dataset = pool.getDataset("data" + round);
      assertEquals(10 + winners.get(round), dataset.shape()[0]);
      assertWhole(dataset);
      assertEquals(100 + winners.get(round), dataset.get("0, 0").getLong());
    }
  }

  @Test
  void theLosersDoNotDisturbTheWinnersElements() throws Exception {
    List<Pool> pools = pools();
    int rounds = Effort.times(25);
    AtomicIntegerArray winners = new AtomicIntegerArray(rounds);
    Race.oneWins(
        independent(THREADS),
        rounds,
        AlreadyExistsException.class,
        (t, round) -> {
          pools.get(t).createDataset("data" + round, NDArray.full(DType.INT32, t, 4, 4), 2, 4);
          winners.set(round, t);
        });
    for (int round = 0; round < rounds; round++) {
      NDArray expected = NDArray.full(DType.INT32, winners.get(round), 4, 4);
      assertEquals(expected, pool.getDataset("data" + round).get());
    }
  }

  @Test
  void oneChunkCreatorWins() throws Exception {
    createInts("data", shape(ROUNDS * 2L), 2);
    List<Dataset> datasets = pools().stream().map(p -> p.getDataset("data")).toList();
    Race.oneWins(
        THREADS,
        ROUNDS,
        AlreadyExistsException.class,
        (t, round) -> datasets.get(t).createChunk(round));
    assertEquals(ROUNDS, reopen("data").countStoredChunks());
  }

  @Test
  void creatingAndWritingAChunkAtOnceLosesNothing() throws Exception {
    int rounds = 4 * ROUNDS;
    createInts("data", shape(rounds * 4L), 4);
    List<Dataset> datasets = pools().stream().map(p -> p.getDataset("data")).toList();
    Race.rounds(
        4,
        rounds,
        (t, round) -> {
          if (t < 2) {
            datasets.get(t).set(Long.toString(4L * round + t), t);
          } else {
            createUnlessThere(datasets.get(t), round);
          }
        });
    NDArray expected = NDArray.zeros(DType.INT32, rounds, 4);
    expected.set("...", NDArray.of(new int[] {0, 1, -1, -1}));
    assertEquals(expected.reshape(-1), reopen("data").get());
  }

  private static void createUnlessThere(Dataset dataset, long index) {
    try {
      dataset.createChunk(index);
    } catch (AlreadyExistsException e) {
      assertTrue(dataset.hasChunk(index));
    }
  }

  @Test
  void oneDeleterOfADatasetWins() throws Exception {
    List<Pool> pools = pools();
    int rounds = Effort.times(25);
    for (int round = 0; round < rounds; round++) {
      pool.createDataset("data" + round, NDArray.arange(DType.INT32, 8), 2);
    }
    Race.oneWins(
        THREADS,
        rounds,
        NotFoundException.class,
        (t, round) -> pools.get(t).deleteDataset("data" + round));
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void oneDeleterOfAPoolWins() throws Exception {
    List<Cluster> clusters = connections();
    int rounds = Effort.times(25);
    for (int round = 0; round < rounds; round++) {
      Pool gone = cluster.createPool("gone" + round);
      gone.createDataset("data", NDArray.arange(DType.INT32, 8), 2);
    }
    Race.oneWins(
        THREADS,
        rounds,
        NotFoundException.class,
        (t, round) -> clusters.get(t).deletePool("gone" + round));
    assertEquals(List.of(POOL), cluster.listPools());
  }

  /** Others look while datasets come and go: what they see has all its metadata or is not there. */
  @Test
  void aDatasetIsSeenWholeOrNotAtAll() throws Exception {
    List<Pool> pools = pools();
    int creators = independent(2);
    AtomicInteger creating = new AtomicInteger(creators);
    Race.run(
        THREADS,
        t -> {
          if (t < creators) {
            try {
              createAndDelete(pools.get(t), t);
            } finally {
              creating.decrementAndGet();
            }
          }
          while (t >= creators && creating.get() > 0) {
            look(pools.get(t));
          }
        });
    assertEquals(List.of(), pool.listDatasets());
  }

  private static void createAndDelete(Pool mine, int thread) {
    for (int round = 0; round < ROUNDS; round++) {
      try {
        Dataset dataset = mine.createDataset("data", spec(thread));
        dataset.set("0, 0", 7);
        dataset.delete();
      } catch (AlreadyExistsException e) {
        // The other creator was first.
        assertTrue(e.getMessage().contains("data"), e.getMessage());
      }
    }
  }

  private static void look(Pool mine) {
    assertTrue(mine.listDatasets().size() <= 1);
    try {
      Dataset dataset = mine.getDataset("data");
      assertWhole(dataset);
      long element = dataset.get("0, 0").getLong();
      assertTrue(element == 7 || element == (int) dataset.fillValue(), "read " + element);
    } catch (DosnaException e) {
      // Deleted before it was opened, or while it was read.
      assertTrue(e.getMessage().contains("data"), e.getMessage());
    }
  }
}
