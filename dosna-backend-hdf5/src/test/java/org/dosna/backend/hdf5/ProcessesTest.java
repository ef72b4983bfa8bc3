package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dosna.AlreadyExistsException;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes with several threads each work on one store. */
class ProcessesTest {
  private static final int THREADS = 2;
  private static List<Worker> workers;

  @TempDir Path cluster;
  private Pool pool;

  @BeforeAll
  static void startWorkers() {
    workers = List.of(Worker.start(), Worker.start());
  }

  @AfterAll
  static void stopWorkers() {
    workers.forEach(Worker::close);
  }

  @BeforeEach
  void createPool() {
    pool = Stores.createPool(cluster);
  }

  /** What one thread of any process does. */
  private interface Share {
    void run(Dataset dataset, int writer) throws Exception;
  }

  /** Runs a share in each of this process's threads. */
  private static void inThreads(Path cluster, int process, Share share) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int writer = THREADS * process + thread;
        Dataset dataset = Stores.openPool(cluster).getDataset("data");
        results.add(
            threads.submit(
                () -> {
                  share.run(dataset, writer);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every thread of all processes writes its elements of all chunks, one by one. */
  static final class Elements implements Worker.Job {
    static final int WRITERS = 3 * THREADS;
    static final int CHUNKS = 3;
    static final int ELEMENTS = CHUNKS * 8 * WRITERS;
    static final int ROUNDS = 8;

    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      inThreads(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Elements::write);
      return "done";
    }

    private static void write(Dataset dataset, int writer) {
      for (int round = 1; round <= ROUNDS; round++) {
        for (int element = writer; element < ELEMENTS; element += WRITERS) {
          dataset.set(Integer.toString(element), round * ELEMENTS + element);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shuffle, gzip:1, crc32c"})
  void differentElementsOfOneChunkAllLast(String codecs) throws Exception {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, Elements.ELEMENTS).codecs(Codecs.parse(codecs));
    Dataset data = pool.createDataset("data", spec.chunkSize(Elements.ELEMENTS / Elements.CHUNKS));
    for (int process = 0; process < workers.size(); process++) {
      workers.get(process).begin(Elements.class, cluster, process + 1);
    }
    new Elements().run(new String[] {cluster.toString(), "0"}, System.out);
    workers.forEach(Worker::result);
    int[] expected = new int[Elements.ELEMENTS];
    for (int element = 0; element < expected.length; element++) {
      expected[element] = Elements.ROUNDS * Elements.ELEMENTS + element;
    }
    assertEquals(NDArray.of(expected), data.get());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  /** Every thread writes its element of a chunk that another one writes as a whole. */
  static final class Parts implements Worker.Job {
    static final int WRITERS = 3 * THREADS;
    static final int WRITES = 150;

    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      inThreads(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Parts::write);
      return "done";
    }

    private static void write(Dataset dataset, int writer) {
      String element = Integer.toString(writer);
      for (int write = 1; write <= WRITES; write++) {
        dataset.set(element, -write);
        long found = dataset.get(element).getLong();
        assertTrue(found == -write || found > 0, () -> "wrote a part, but found " + found);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shuffle, gzip:1, crc32c"})
  void wholeAndPartialWritesDoNotUndoEachOther(String codecs) throws Exception {
    DatasetSpec spec = DatasetSpec.of(DType.INT64, 1000).chunkSize(1000);
    Dataset data = pool.createDataset("data", spec.codecs(Codecs.parse(codecs)));
    for (int process = 0; process < workers.size(); process++) {
      workers.get(process).begin(Parts.class, cluster, process + 1);
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<String> parts =
        thread.submit(() -> new Parts().run(new String[] {cluster.toString(), "0"}, System.out));
    String others = Parts.WRITERS + ":";
    for (long write = 1; write < 100 || !parts.isDone(); write++) {
      data.set("...", write);
      assertEquals(NDArray.full(DType.INT64, write, 1000).get(others), data.get(others));
    }
    assertEquals("done", parts.get());
    thread.shutdown();
    workers.forEach(Worker::result);
  }

  /** Tries to create a pool, a dataset and a chunk; says what it was the first to create. */
  static final class Create implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      String name = "new" + arguments[1];
      try (Cluster cluster = Stores.connect(Path.of(arguments[0]))) {
        Pool pool = cluster.getPool("pool");
        DatasetSpec spec = DatasetSpec.of(DType.INT32, 4).fillValue(Integer.parseInt(arguments[2]));
        return wins(() -> cluster.createPool(name))
            + wins(() -> pool.createDataset(name, spec))
            + wins(() -> pool.getDataset("data").createChunk(Long.parseLong(arguments[1])));
      }
    }

    private static String wins(Runnable creation) {
      try {
        creation.run();
        return "1";
      } catch (AlreadyExistsException e) {
        return "0";
      }
    }
  }

  @Test
  void ofTwoCreatorsExactlyOneWins() {
    pool.createDataset("data", DatasetSpec.of(DType.INT8, 100).chunkSize(1));
    for (int round = 0; round < 100; round++) {
      for (int worker = 0; worker < 2; worker++) {
        workers.get(worker).begin(Create.class, cluster, round, worker);
      }
      String first = workers.get(0).result();
      String second = workers.get(1).result();
      for (int i = 0; i < first.length(); i++) {
        assertTrue(first.charAt(i) != second.charAt(i), first + " and " + second);
      }
      int winner = second.charAt(1) - '0';
      assertEquals(winner, pool.getDataset("new" + round).fillValue());
    }
    assertEquals(101, pool.listDatasets().size());
    assertEquals(101, Stores.connect(cluster).listPools().size());
    assertEquals(100, pool.getDataset("data").countStoredChunks());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  /** Deletes the dataset and makes it anew, of another type, again and again. */
  static final class Remake implements Worker.Job {
    static final int TIMES = 60;
    static final List<DType> DTYPES = List.of(DType.of("<i4"), DType.of(">f8"));

    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      Pool pool = Stores.openPool(Path.of(arguments[0]));
      for (int time = 1; time <= TIMES; time++) {
        pool.deleteDataset("data");
        Dataset data = pool.createDataset("data", spec(DTYPES.get(time % 2)));
        Thread.sleep(3);
        data.get(); // fails if a chunk of the old dataset got into the new one
      }
      return "done";
    }

    static DatasetSpec spec(DType dtype) {
      return DatasetSpec.of(dtype, 30_000).chunkSize(10_000).fillValue(1);
    }
  }

  @Test
  void nobodyWritesToADatasetThatWasMadeAnew() throws Exception {
    pool.createDataset("data", Remake.spec(Remake.DTYPES.get(0)));
    workers.get(0).begin(Remake.class, cluster);
    AtomicBoolean remade = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Integer> first = threads.submit(() -> writeToWhatIsThere(remade));
    Future<Integer> second = threads.submit(() -> writeToWhatIsThere(remade));
    assertEquals("done", workers.get(0).result());
    remade.set(true);
    pool.deleteDataset("data");
    assertTrue(first.get() > 1);
    assertTrue(second.get() > 1);
    threads.shutdown();
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  /** Opens the dataset and writes to it until it is gone, again and again; counts the datasets. */
  private int writeToWhatIsThere(AtomicBoolean remade) {
    int datasets = 0;
    while (!remade.get()) {
      try {
        Dataset data = pool.getDataset("data");
        datasets++;
        NDArray all = NDArray.full(data.dtype(), 5, data.shape());
        while (true) {
          data.load(all);
          data.set("::1000", 7);
        }
      } catch (DosnaException gone) {
        assertTrue(gone.getMessage().contains("data"), gone.getMessage());
      }
    }
    return datasets;
  }
}
