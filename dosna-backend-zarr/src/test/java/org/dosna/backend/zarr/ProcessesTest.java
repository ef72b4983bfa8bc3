package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.dosna.Finding.Kind.LEFTOVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
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
import org.dosna.DatasetView;
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

  /** Each has a chunk of the shard, and dies at any moment. */
  @Test
  void whoIsKilledWhileItChangesAShardTakesNothingOfOthersAlong() throws Exception {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      int length = PROCESSES * ShardWriter.CHUNK;
      Dataset data =
          pool.createDataset(
              "data",
              DatasetSpec.of(DType.INT32, length).chunkSize(ShardWriter.CHUNK).shardSize(length));
      List<Process> writers = new ArrayList<>();
      for (int chunk = 0; chunk < PROCESSES; chunk++) {
        writers.add(start(ShardWriter.class, Integer.toString(chunk)));
      }
      int[] last = new int[PROCESSES];
      for (int chunk = 0; chunk < PROCESSES; chunk++) {
        last[chunk] = lastWritten(writers.get(chunk));
      }
      for (int chunk = 0; chunk < PROCESSES; chunk++) {
        DatasetView part = data.block(chunk);
        int value = (int) part.min();
        assertEquals(value, part.max(), "a chunk is written whole");
        assertTrue(
            value == last[chunk] || value == last[chunk] + 1,
            value + " is there, " + last[chunk] + " was written");
      }
      data.set("::" + ShardWriter.CHUNK, -1); // nobody's lock is left
      assertEquals(NDArray.full(DType.INT32, -1, PROCESSES), data.get("::" + ShardWriter.CHUNK));
      assertEquals(List.of(), data.check().stream().filter(f -> f.kind() != LEFTOVER).toList());
    }
  }

  /** Kills a writer when it has written some values; returns the last. */
  private static int lastWritten(Process writer) throws IOException, InterruptedException {
    try (BufferedReader said = writer.inputReader(UTF_8)) {
      int last = 0;
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        last = Integer.parseInt(line);
        if (last == 20) {
          writer.toHandle().destroyForcibly(); // what it has said already can still be read
        }
      }
      return last;
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** Threads write parts of chunks, whole chunks, and all chunks of one shard. */
  @Test
  void noUpdateOfAnotherThreadIsLost() throws Exception {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      Dataset data =
          cluster
              .createPool("pool")
              .createDataset(
                  "data", DatasetSpec.of(DType.INT32, LENGTH).chunkSize(5).shardSize(LENGTH));
      ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
      List<Future<?>> writers = new ArrayList<>();
      for (int number = 0; number < PROCESSES; number++) {
        int first = number;
        writers.add(
            threads.submit(
                () -> {
                  for (int i = first; i < LENGTH / 5; i += PROCESSES) {
                    int begin = 5 * i;
                    data.set(begin + ":" + (begin + 5), 1);
                    data.set(begin + 1 + ":" + (begin + 3), 2);
                    data.set(Integer.toString(begin), 3);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      threads.shutdown();
      NDArray expected = NDArray.full(DType.INT32, 1, LENGTH);
      for (int begin = 0; begin < LENGTH; begin += 5) {
        expected.set(begin + 1 + ":" + (begin + 3), 2);
        expected.set(Integer.toString(begin), 3);
      }
      assertEquals(expected, data.get());
    }
  }

  private Process start(int number) throws IOException {
    return start(Worker.class, Integer.toString(number), Integer.toString(PROCESSES));
  }

  private Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
