package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dosna.AlreadyExistsException;
import org.dosna.Block;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Slice;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes with several threads each work on one pool. */
@Tag("native")
class ProcessesTest {
  private static final Path CONF = MiniCeph.shared().confFile();

  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void createPool() {
    cluster = Clusters.connect();
    pool = cluster.createPool("pool");
  }

  @AfterEach
  void deletePool() {
    cluster.close();
    RawRados.shared().deletePools();
  }

  /** Each thread of each process writes its elements of all chunks, one by one and in stripes. */
  static final class Elements {
    static final int PROCESSES = 4;
    static final int THREADS = 4;
    static final int WRITERS = PROCESSES * THREADS;
    static final int COLUMNS = 300;
    static final int ROUNDS = 3;

    public static void main(String[] args) throws Exception {
      int process = Integer.parseInt(args[1]);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try (Cluster cluster = Clusters.cluster(Path.of(args[0])).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        List<Future<?>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          int writer = process * THREADS + thread;
          results.add(threads.submit(() -> write(data, writer)));
        }
        for (Future<?> result : results) {
          result.get();
        }
      } finally {
        threads.shutdown();
      }
    }

    /** Row 0 takes single elements, row 1 many at once: more than are written as ranges. */
    private static void write(Dataset data, int writer) {
      String stripe = writer + "::" + WRITERS;
      for (int round = 1; round <= ROUNDS; round++) {
        for (int element = writer; element < COLUMNS; element += 8 * WRITERS) {
          data.set("0, " + element, round * 1000 + writer);
        }
        data.set("1, " + stripe, round * 1000 + writer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shuffle, gzip:1, crc32c"})
  void differentElementsOfOneChunkAllLast(String codecs) throws Exception {
    int columns = Elements.COLUMNS * Elements.WRITERS;
    Dataset data =
        pool.createDataset(
            "data",
            DatasetSpec.of(DType.INT32, 2, columns)
                .chunkSize(2, columns / 2)
                .fillValue(-1)
                .codecs(Codecs.parse(codecs)));
    List<Program> programs = new ArrayList<>();
    for (int process = 0; process < Elements.PROCESSES; process++) {
      programs.add(Program.start(Elements.class, CONF, process));
    }
    for (Program program : programs) {
      program.await();
    }
    NDArray expected = NDArray.full(DType.INT32, -1, 2, columns);
    for (int writer = 0; writer < Elements.WRITERS; writer++) {
      int last = Elements.ROUNDS * 1000 + writer;
      for (int element = writer; element < Elements.COLUMNS; element += 8 * Elements.WRITERS) {
        expected.set("0, " + element, last);
      }
      expected.set("1, " + writer + "::" + Elements.WRITERS, last);
    }
    assertEquals(expected, data.get());
  }

  /** Creates datasets at given times; prints which it was the first to create. */
  static final class Creator {
    static final int ROUNDS = 200;

    public static void main(String[] args) {
      long start = Long.parseLong(args[1]);
      int fill = Integer.parseInt(args[2]);
      StringBuilder won = new StringBuilder();
      try (Cluster cluster = Clusters.cluster(Path.of(args[0])).connect()) {
        Pool pool = cluster.getPool("pool");
        DatasetSpec spec = DatasetSpec.of(DType.INT32, 4, 4).fillValue(fill);
        for (int round = 0; round < ROUNDS; round++) {
          while (System.currentTimeMillis() < start + 5 * round) {
            Thread.onSpinWait();
          }
          won.append(wins(pool, "data" + round, spec));
        }
      }
      System.out.println(won);
    }

    private static char wins(Pool pool, String name, DatasetSpec spec) {
      try {
        pool.createDataset(name, spec);
        return '1';
      } catch (AlreadyExistsException e) {
        return '0';
      }
    }
  }

  @Test
  void ofTwoCreatorsExactlyOneWins() throws Exception {
    long start = System.currentTimeMillis() + 2500;
    Program first = Program.start(Creator.class, CONF, start, 0);
    Program second = Program.start(Creator.class, CONF, start, 1);
    String wonByFirst = first.await();
    String wonBySecond = second.await();
    for (int round = 0; round < Creator.ROUNDS; round++) {
      assertTrue(wonByFirst.charAt(round) != wonBySecond.charAt(round), "round " + round);
      int winner = wonBySecond.charAt(round) - '0';
      assertEquals(winner, pool.getDataset("data" + round).fillValue());
    }
  }

  /** Writes whole and partial chunks of one value after the other, for ever. */
  static final class Writer {
    public static void main(String[] args) {
      try (Cluster cluster = Clusters.cluster(Path.of(args[0])).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        for (int value = 1; ; value++) {
          data.set(":, :", value);
          System.out.print('.');
          System.out.flush();
        }
      }
    }
  }

  @Test
  void aProcessKilledWhileItWritesLeavesNoTornChunk() throws Exception {
    // The last chunks of each row are at the edge: written as ranges, or read and rewritten.
    int[][] chunkSizes = {{256, 256}, {500, 300}, {40, 900}};
    for (int[] chunkSize : chunkSizes) {
      DatasetSpec spec = DatasetSpec.of(DType.INT64, 1000, 700).chunkSize(chunkSize);
      Dataset data = pool.createDataset("data", spec);
      Program writer = Program.start(Writer.class, CONF);
      writer.awaitOutput();
      Thread.sleep(300);
      writer.kill();
      for (Block block : data.blocks()) {
        NDArray values = block.data();
        long first = values.reshape(values.size()).getLong(0);
        assertEquals(NDArray.full(DType.INT64, first, values.shape()), values);
      }
      data.set("...", 7);
      assertEquals(NDArray.full(DType.INT64, 7, 1000, 700), data.get());
      data.delete();
      assertEquals(List.of(), RawRados.shared().list("pool"));
    }
  }

  /** Makes a dataset smaller, and larger again with the number of the round. */
  static final class Resizer {
    public static void main(String[] args) {
      try (Cluster cluster = Clusters.cluster(Path.of(args[0])).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        System.out.println("resizing");
        for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
          data.resize(10);
          data.append(NDArray.full(DType.INT32, round, 30), 0);
        }
        System.out.println("done");
      }
    }
  }

  @Test
  void whatAnotherProcessDropsAndAppendsIsNeverSeenAsFillValue() throws Exception {
    readWhileAnotherProcessResizes(60);
  }

  @Tag("long")
  @Test
  void whatAnotherProcessDropsAndAppendsIsNeverSeenAsFillValueForLong() throws Exception {
    readWhileAnotherProcessResizes(6000);
  }

  /** Of the ten first elements the last one is in a chunk with some that come and go. */
  private void readWhileAnotherProcessResizes(int rounds) throws Exception {
    NDArray first = NDArray.full(DType.INT32, -1, 40);
    first.set("10:", 0);
    Dataset data =
        pool.createDataset(
            "data", DatasetSpec.of(DType.INT32, 40).chunkSize(4).fillValue(-2), first);
    Program resizer = Program.start(Resizer.class, CONF, rounds);
    resizer.awaitOutput();
    long seen = 0;
    boolean smaller = false;
    for (int written = 1; !smaller || resizer.isAlive(); written++) {
      data.set("8:10", -written - 2);
      NDArray all = data.get();
      first.set("8:10", -written - 2);
      assertEquals(first.get(":10"), all.get(":10"));
      smaller |= all.size() == 10;
      if (all.size() > 10) {
        assertEquals(40, all.size());
        long round = all.getLong(10);
        assertTrue(round >= seen, round + " after " + seen);
        assertEquals(NDArray.full(DType.INT32, round, 30), all.get("10:"));
        seen = round;
      }
      seen = single(data, 10 + written % 30, seen);
    }
    resizer.await();
    assertEquals(NDArray.full(DType.INT32, rounds, 30), data.get("10:"));
  }

  /** Reads one element; gives the round that it is of, or the one seen before if it is gone. */
  private static long single(Dataset data, int element, long seen) {
    try {
      long round = data.get(Slice.at(element)).getLong();
      assertTrue(round >= seen, round + " in element " + element + " after " + seen);
      return round;
    } catch (InvalidSliceException e) {
      return seen;
    }
  }

  /** Takes the lock of a dataset, as for resizing it, and holds it for ever. */
  static final class LockHolder {
    public static void main(String[] args) throws Exception {
      try (Cluster cluster = Clusters.cluster(Path.of(args[0])).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        data.append(
            new org.dosna.ArraySource() {
              @Override
              public DType dtype() {
                return DType.INT32;
              }

              @Override
              public long[] shape() {
                return new long[] {10};
              }

              @Override
              public void read(long[] origin, NDArray into) {
                System.out.println("appending");
                try {
                  Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            },
            0);
      }
    }
  }

  @Test
  void theLockOfAKilledProcessIsTakenOver() throws Exception {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 10), 4);
    Program holder = Program.start(LockHolder.class, CONF);
    holder.awaitOutput();
    holder.kill();
    data.append(NDArray.arange(DType.INT32, 5), 0);
    assertEquals(NDArray.arange(DType.INT32, 10), data.get(":10"));
    assertEquals(NDArray.arange(DType.INT32, 5), data.get("10:"));
  }
}
