package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that are interrupted while they read and write. */
class InterruptTest {
  private static final int WRITES = 300;

  @TempDir Path cluster;
  private volatile boolean stop;

  /** Counts an element up, in a thread or a process that nobody interrupts. */
  static final class Count implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      Dataset data = Stores.openPool(Path.of(arguments[0])).getDataset("data");
      for (int write = 1; write <= WRITES; write++) {
        data.set(arguments[1], write);
        assertEquals(write, data.get(arguments[1]).getLong());
      }
      return "done";
    }
  }

  /** Counts an element up whatever happens; gives the number of operations that failed. */
  private int countInterrupted(Dataset data) {
    int failures = 0;
    for (long number = 1; !stop; number++) {
      try {
        data.set("0", number);
        assertEquals(number, data.get("0").getLong());
      } catch (DosnaException e) {
        assertTrue(Thread.interrupted(), () -> "not because of an interrupt: " + e.getMessage());
        assertTrue(e.getMessage().contains("nterrupted"), e.getMessage());
        failures++;
      }
    }
    return failures;
  }

  @Test
  void othersAreNotDisturbed() throws Exception {
    Dataset data = Stores.createPool(cluster).createDataset("data", DatasetSpec.of(DType.INT64, 4));
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicReference<Thread> victim = new AtomicReference<>();
    try (Worker worker = Worker.start()) {
      worker.begin(Count.class, cluster, 1);
      Future<Integer> failures =
          threads.submit(
              () -> {
                victim.set(Thread.currentThread());
                return countInterrupted(data);
              });
      Future<String> other =
          threads.submit(() -> new Count().run(new String[] {cluster.toString(), "2"}, System.out));
      while (victim.get() == null || !other.isDone()) {
        Thread.sleep(1);
        Optional.ofNullable(victim.get()).ifPresent(Thread::interrupt);
      }
      worker.result();
      stop = true;
      assertEquals("done", other.get());
      assertTrue(failures.get() > 0, "nobody was interrupted");
    } finally {
      threads.shutdownNow();
    }
    assertEquals(WRITES, data.get("1").getLong());
    assertEquals(WRITES, data.get("2").getLong());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void anInterruptedThreadIsToldAndStaysInterrupted() {
    Dataset data =
        Stores.createPool(cluster).createDataset("data", NDArray.arange(DType.INT32, 10), 5);
    Thread.currentThread().interrupt();
    DosnaException read = assertThrows(DosnaException.class, data::get);
    assertTrue(read.getMessage().contains("interrupted"), read.getMessage());
    DosnaException write = assertThrows(DosnaException.class, () -> data.set("...", 0));
    assertTrue(write.getMessage().contains("interrupted"), write.getMessage());
    assertTrue(Thread.interrupted());
    assertEquals(NDArray.arange(DType.INT32, 10), data.get());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void aSourceIsReadOnWhenOneReaderIsInterrupted() throws Exception {
    Path file = cluster.resolve("source.h5");
    NDArray values = NDArray.arange(DType.INT64, 5000);
    Dataset data = Stores.createPool(cluster).createDataset("data", values, 100);
    Hdf5Export.to(file).deflate(1).write("data", data);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Hdf5Source source = Hdf5Source.open(file, "data")) {
      AtomicReference<Thread> victim = new AtomicReference<>();
      Future<Integer> interrupted =
          threads.submit(
              () -> {
                victim.set(Thread.currentThread());
                int interrupts = 0;
                while (!stop) {
                  assertEquals(values.get("7:4900"), read(source, 7, 4893));
                  interrupts += Thread.interrupted() ? 1 : 0;
                }
                return interrupts;
              });
      Future<?> other =
          threads.submit(
              () -> {
                for (int i = 0; i < WRITES; i++) {
                  assertEquals(values.get("100:300"), read(source, 100, 200));
                }
              });
      while (victim.get() == null || !other.isDone()) {
        Thread.sleep(1);
        Optional.ofNullable(victim.get()).ifPresent(Thread::interrupt);
      }
      stop = true;
      other.get();
      assertTrue(interrupted.get() > 0, "nobody was interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private static NDArray read(Hdf5Source source, long origin, long count) {
    NDArray into = NDArray.zeros(DType.INT64, count);
    source.read(new long[] {origin}, into);
    return into;
  }

  /** After an interrupt it is opened anew, and is another one by then. */
  @Test
  void aSourceWhoseNameAnotherFileTookSaysSo() throws Exception {
    Path file = cluster.resolve("source.h5");
    Path other = cluster.resolve("other.h5");
    Pool pool = Stores.createPool(cluster);
    Dataset data = pool.createDataset("data", NDArray.full(DType.INT64, 2, 500));
    Hdf5Export.to(file).write("data", data);
    Hdf5Export.to(other)
        .write("data", pool.createDataset("ones", NDArray.full(DType.INT64, 1, 500)));
    assertEquals(Files.size(file), Files.size(other));
    try (Hdf5Source source = Hdf5Source.open(file, "data")) {
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      Thread.currentThread().interrupt();
      assertRefused(() -> read(source, 0, 500), file, "changed");
      assertTrue(Thread.interrupted());
    }
  }

  /** Tidying up fails, too; the next resize does it. */
  @Test
  void anInterruptedAppendSaysSoAndLeavesNothing() {
    NDArray rows = NDArray.arange(DType.INT32, 10);
    Dataset data = Stores.createPool(cluster).createDataset("data", rows, 5);
    Thread caller = Thread.currentThread();
    ChunkException e =
        assertThrows(
            ChunkException.class,
            () -> Progress.report(p -> caller.interrupt(), () -> data.append(rows, 0)));
    assertTrue(Thread.interrupted());
    assertTrue(e.getMessage().contains("append"), e.getMessage());
    assertArrayEquals(new long[] {3}, e.index());
    assertEquals(rows, Stores.openPool(cluster).getDataset("data").get());
    data.resize(20);
    assertEquals(NDArray.zeros(DType.INT32, 10), data.get("10:"));
    assertEquals(2, data.countStoredChunks());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }
}
