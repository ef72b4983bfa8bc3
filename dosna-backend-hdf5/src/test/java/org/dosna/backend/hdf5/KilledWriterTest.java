package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers die at any moment, while others read and write the same chunks: no chunk is torn, no
 * finished write is lost, and the next writer goes on.
 */
class KilledWriterTest {
  private static final int WRITERS = 2;
  private static final int KILLS = Effort.times(26);
  private static final int CHUNK = 4096;

  @TempDir Path cluster;
  private volatile boolean stop;

  /**
   * Each writer writes a whole chunk of its own, one that all write, and its element of a third.
   */
  private static Dataset create(Pool pool, Codecs codecs) {
    pool.createDataset(
        "tally", DatasetSpec.of(DType.INT64, WRITERS + 1).chunkSize(CHUNK).codecs(codecs));
    return pool.createDataset(
        "data",
        DatasetSpec.of(DType.INT64, CHUNK * (WRITERS + 1L)).chunkSize(CHUNK).codecs(codecs));
  }

  private static String chunk(int index) {
    return CHUNK * index + ":" + CHUNK * (index + 1);
  }

  /** A chunk's elements: each tells which write it is of, and its place. */
  private static NDArray pattern(long number) {
    long[] elements = new long[CHUNK];
    Arrays.setAll(elements, i -> number * CHUNK + i);
    return NDArray.of(elements);
  }

  /** The number of the write that a chunk is of; it must be of one write only. */
  private static long numberOf(NDArray elements) {
    long number = elements.getLong(0) / CHUNK;
    if (number != 0 || elements.getLong(CHUNK - 1) != 0) {
      assertEquals(pattern(number), elements, "torn chunk");
    }
    return number;
  }

  /** Writes until it is killed; after each round it tells the round's number. */
  static final class Write implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      int writer = Integer.parseInt(arguments[1]);
      Pool pool = Stores.connect(Path.of(arguments[0]), "fsync", writer == 0).getPool("pool");
      Dataset data = pool.getDataset("data");
      Dataset tally = pool.getDataset("tally");
      for (long number = Long.parseLong(arguments[2]); ; number++) {
        NDArray pattern = pattern(number);
        data.set(chunk(writer), pattern);
        data.set(chunk(WRITERS), pattern);
        tally.set(Integer.toString(writer), number);
        output.println(number);
      }
    }
  }

  private long writeAndDie(int writer, long from, int milliseconds) throws InterruptedException {
    try (Worker worker = Worker.start()) {
      worker.begin(Write.class, cluster, writer, from);
      long last = Long.parseLong(worker.line());
      Thread.sleep(milliseconds);
      List<String> lines = worker.kill();
      return lines.isEmpty() ? last : Long.parseLong(lines.get(lines.size() - 1));
    }
  }

  private Void writeAndDieAgainAndAgain(int writer) throws InterruptedException {
    Random random = new Random(writer);
    Dataset data = Stores.openPool(cluster).getDataset("data");
    Dataset tally = Stores.openPool(cluster).getDataset("tally");
    long number = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      number = writeAndDie(writer, number + 1, random.nextInt(25));
      assertLast(number, numberOf(data.get(chunk(writer))));
      assertLast(number, tally.get(Integer.toString(writer)).getLong());
      number++;
    }
    return null;
  }

  /** The last finished write, or the one after it, which was not finished or not yet reported. */
  private static void assertLast(long reported, long found) {
    assertTrue(found == reported || found == reported + 1, reported + " but found " + found);
  }

  private Long readAllTheTime() throws InterruptedException {
    Dataset data = Stores.openPool(cluster).getDataset("data");
    long reads = 0;
    while (!stop) {
      for (int index = 0; index <= WRITERS; index++) {
        numberOf(data.get(chunk(index)));
        reads++;
      }
      Thread.sleep(1);
    }
    return reads;
  }

  private Long writeAllTheTime() throws InterruptedException {
    Dataset tally = Stores.openPool(cluster).getDataset("tally");
    long writes = 0;
    while (!stop) {
      tally.set(Integer.toString(WRITERS), ++writes);
      assertEquals(writes, tally.get(Integer.toString(WRITERS)).getLong());
      Thread.sleep(1);
    }
    return writes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shuffle, gzip:1, crc32c"})
  void nothingFinishedIsLostAndNothingIsTorn(String codecs) throws Exception {
    Pool pool = Stores.createPool(cluster);
    create(pool, Codecs.parse(codecs));
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Long> reads = threads.submit(this::readAllTheTime);
      Future<Long> writes = threads.submit(this::writeAllTheTime);
      Future<Void> first = threads.submit(() -> writeAndDieAgainAndAgain(0));
      Future<Void> second = threads.submit(() -> writeAndDieAgainAndAgain(1));
      try {
        first.get();
        second.get();
      } finally {
        stop = true;
      }
      assertTrue(reads.get() > 0);
      assertTrue(writes.get() > 0);
    } finally {
      threads.shutdownNow();
    }
    // What the killed ones left behind is no data and in nobody's way.
    assertEquals(List.of("data", "tally"), pool.listDatasets());
    assertEquals(WRITERS + 1, pool.getDataset("data").countStoredChunks());
    assertEquals(1, pool.getDataset("tally").countStoredChunks());
    Stores.connect(cluster).deletePool("pool");
    // Those who live still show it.
    assertTrue(
        TestFiles.list(cluster).stream()
            .allMatch(left -> Folders.lifeSignId(left).filter(LifeSign::isOwn).isPresent()));
  }
}
