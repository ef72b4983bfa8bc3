package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.Job;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.Region;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that works for a job is killed at any moment, again and again: what the record says is
 * done is there, nothing that was marked is done again, and in the end all is right.
 */
class KilledJobTest {
  private static final int KILLS = Effort.times(25);
  private static final int LONGEST_LIFE_MILLIS = 400;
  private static final NDArray DATA = NDArray.arange(DType.INT32, 16, 16, 16);
  private static final int CHUNK = 2;
  private static final int CHUNKS = 8 * 8 * 8;
  private static final NDArray MADE = made();

  @TempDir Path folder;

  /** Some chunks become fill value, and so are not stored. */
  private static NDArray make(NDArray block, Region where) {
    return where.origin()[0] % 8 == 0 ? block.times(0) : block.times(3);
  }

  private static NDArray made() {
    NDArray made = DATA.times(3);
    made.set("0:2", 0);
    made.set("8:10", 0);
    return made;
  }

  /** The process. Arguments: the backend, the engine and the folder. Prints when it begins. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      Options jobs = arguments[1].equals("threads") ? Options.of("jobs", 2) : Options.none();
      try (Cluster cluster =
          Dosna.with(arguments[0], arguments[1], jobs).cluster(arguments[2]).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        System.out.println("begins");
        Job.resume("job", () -> data.map(Program::slowly, "new"));
        System.out.println("is done");
      }
    }

    private static NDArray slowly(NDArray block, Region where) throws InterruptedException {
      TimeUnit.MICROSECONDS.sleep(500);
      return make(block, where);
    }
  }

  private Process start(String backend, String engine) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            backend,
            engine,
            folder.toString());
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  @ParameterizedTest
  @CsvSource({"hdf5, cpu", "hdf5, threads", "zarr, threads"})
  void recordAndChunksAgree(String backend, String engine) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String about = "seed " + seed;
    try (Cluster cluster = Dosna.with(backend, "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("pool")) {
      pool.createDataset("data", DATA, CHUNK, CHUNK, CHUNK);
      long marked = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = start(backend, engine);
        assertEquals("begins", process.inputReader().readLine(), about);
        process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        long now = assertMarkedAreDone(pool, about);
        assertTrue(now >= marked, () -> about + ": marks are lost");
        marked = now;
        if (marked == CHUNKS) {
          assertEquals(MADE, pool.getDataset("new").get(), about);
          pool.deleteDataset("new");
          marked = 0;
        }
      }
      Process last = start(backend, engine);
      assertEquals(0, last.waitFor(), about);
      assertEquals(MADE, pool.getDataset("new").get(), about);
      assertEquals(List.of("data", "new"), pool.listDatasets(), about);
      pool.repair();
      assertEquals(List.of(), pool.check(), about);
    }
  }

  /** Returns how many chunks are marked; all if the job is done. */
  private static long assertMarkedAreDone(Pool pool, String about) {
    Optional<Dataset> begun =
        Optional.of("new")
            .filter(pool::hasDataset)
            .map(pool::getDataset)
            .filter(dataset -> dataset.attributes().list().contains("dosna-job"));
    if (begun.isEmpty() || !pool.hasDataset("new.job")) {
      return begun.isEmpty() ? 0 : CHUNKS;
    }
    long[] marks = pool.getDataset("new.job").get().toLongs();
    NDArray made = begun.get().get();
    for (int chunk = 0; chunk < marks.length; chunk++) {
      if (marks[chunk] != 0) {
        String where =
            "%d:%d, %d:%d, %d:%d"
                .formatted(
                    LongStream.of(chunk / 64, chunk / 8 % 8, chunk % 8)
                        .flatMap(i -> LongStream.of(i * CHUNK, (i + 1) * CHUNK))
                        .boxed()
                        .toArray());
        assertEquals(MADE.get(where), made.get(where), about + ", chunk " + where);
      }
    }
    return LongStream.of(marks).sum();
  }
}
