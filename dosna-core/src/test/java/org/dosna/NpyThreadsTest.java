package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open file is shared by threads, and closed once. */
class NpyThreadsTest {
  private static final long SEED = 7;

  @TempDir Path directory;

  @Test
  void useAfterCloseIsAnError() {
    NpySource source = Npy.open(NumpyTables.npyFile("int32.npy", directory));
    source.close();
    source.close();
    NDArray into = NDArray.zeros(DType.INT32, 2, 3, 4);
    assertThrows(ClosedException.class, () -> source.read(new long[3], into));
    NDArray empty = NDArray.zeros(DType.INT32, 0, 3, 4);
    assertThrows(ClosedException.class, () -> source.read(new long[3], empty));
    assertArrayEquals(new long[] {2, 3, 4}, source.shape());
  }

  @Test
  void threadsReadAtOnceWhileSomeAreInterrupted() throws Exception {
    Path path = directory.resolve("shared.npy");
    NDArray all = NDArray.random(DType.INT32, SEED, 200, 5000);
    Npy.write(path, all);
    AtomicBoolean interrupted = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (NpySource source = Npy.open(path)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int task = 0; task < 40; task++) {
        boolean interrupt = task % 3 == 0;
        SplittableRandom random = new SplittableRandom(SEED + task);
        tasks.add(
            () -> {
              if (interrupt) {
                Thread.currentThread().interrupt();
              }
              long row = random.nextLong(100);
              NDArray into = NDArray.zeros(DType.INT32, 100, 5000);
              source.read(new long[] {row, 0}, into);
              interrupted.compareAndSet(true, Thread.interrupted() == interrupt);
              assertEquals(all.get(Slice.range(row, row + 100)), into);
              return null;
            });
      }
      for (Future<Void> result : threads.invokeAll(tasks)) {
        result.get();
      }
      assertTrue(interrupted.get(), "an interrupted thread stays interrupted, others are not");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptWhileReadingHurtsNobody() throws Exception {
    Path path = directory.resolve("shared.npy");
    NDArray all = NDArray.random(DType.INT32, SEED, 100, 5000);
    Npy.write(path, all);
    try (NpySource source = Npy.open(path)) {
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<?>> readers = new ArrayList<>();
        List<Thread> running = new CopyOnWriteArrayList<>();
        for (int n = 0; n < 2; n++) {
          readers.add(
              threads.submit(
                  () -> {
                    running.add(Thread.currentThread());
                    while (!stop.get()) {
                      NDArray into = NDArray.zeros(DType.INT32, 100, 5000);
                      source.read(new long[2], into);
                      assertEquals(all, into);
                      Thread.interrupted();
                    }
                  }));
        }
        for (int n = 0; n < 300 || running.size() < 2; n++) {
          running.forEach(Thread::interrupt);
          Thread.yield();
        }
        stop.set(true);
        for (Future<?> reader : readers) {
          reader.get();
        }
      } finally {
        stop.set(true);
        threads.shutdownNow();
      }
    }
  }

  @Test
  void anOpenFileStaysWhatItWasWhenItsNameIsTakenByAnother() {
    Path path = directory.resolve("replaced.npy");
    NDArray old = NDArray.arange(DType.INT32, 10);
    Npy.write(path, old);
    try (NpySource source = Npy.open(path)) {
      Npy.write(path, NDArray.zeros(DType.INT32, 10));
      NDArray into = NDArray.zeros(DType.INT32, 10);
      source.read(new long[1], into);
      assertEquals(old, into);
    }
  }
}
