package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes write elements of the same chunks and shards at once: none is lost. */
class ProcessesTest {
  private static final int PROCESSES = 3;
  private static final int LENGTH = Worker.LENGTH;

  @TempDir Path folder;

  @Test
  void noUpdateOfAnotherProcessIsLost() throws Exception {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      Dataset data =
          pool.createDataset(
              "data",
              DatasetSpec.of(DType.INT32, LENGTH)
                  .chunkSize(10)
                  .shardSize(30)
                  .codecs(Codecs.parse("gzip:1, crc32c")));
      List<Process> processes = new ArrayList<>();
      for (int number = 0; number < PROCESSES; number++) {
        processes.add(start(number));
      }
      for (Process process : processes) {
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
      }
      NDArray expected = NDArray.zeros(DType.INT32, LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        expected.set(Integer.toString(i), i + 1);
      }
      assertEquals(expected, data.get());
      assertEquals(LENGTH, data.attributes().list().size());
      cluster.deletePool("pool");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList(), "what stays when nobody works any more");
    }
  }

  /** Each lets go of the lock file again and again, while others are at it. */
  @Test
  void whoComesAndGoesDisturbsNobody() throws Exception {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      cluster
          .createPool("pool")
          .createDataset("data", DatasetSpec.of(DType.INT32, LENGTH).chunkSize(LENGTH));
    }
    ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
    List<Future<?>> writers = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      int first = number;
      writers.add(threads.submit(() -> comeAndGo(first)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      assertEquals(LENGTH, cluster.getPool("pool").getDataset("data").sum().longValue());
    }
  }

  private void comeAndGo(int first) {
    for (int i = first; i < LENGTH; i += PROCESSES) {
      try (Cluster own = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
        own.getPool("pool").getDataset("data").set(Integer.toString(i), 1);
      }
    }
  }

  private Process start(int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            folder.toString(),
            Integer.toString(number),
            Integer.toString(PROCESSES))
        .redirectErrorStream(true)
        .start();
  }
}
