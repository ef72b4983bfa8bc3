package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the lock of a chunk and does not go on, as one that was stopped. */
class WaitingTest {
  private static final int CHUNKS = 3000;

  @TempDir Path folder;
  private Cluster cluster;
  private Dataset data;
  private Worker holder;

  /** Holds the lock of the first chunk until it is killed. */
  static final class Hold implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      return DatasetLocks.of(Path.of(arguments[0]), new FileStore(false, FileStore.NO_TIMEOUT))
          .withChunk(
              new long[] {0},
              () -> {
                output.println("holding");
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return "done";
              });
    }
  }

  @BeforeEach
  void holdTheFirstChunk() {
    cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    data = pool.createDataset("data", DatasetSpec.of(DType.INT8, CHUNKS).chunkSize(1));
    holder = Worker.start();
    holder.begin(Hold.class, folder.resolve("pool/data"));
    assertEquals("holding", holder.line());
  }

  @AfterEach
  void killHolder() {
    holder.close();
    cluster.close();
  }

  /** Nobody here sees that the other process goes on, or waits any longer. */
  @Test
  void anOptionBoundsTheWait() throws Exception {
    Dataset bounded = Stores.connect(folder, "lock_timeout", 1).getPool("pool").getDataset("data");
    CompletableFuture<Void> behind =
        CompletableFuture.runAsync(() -> assertRefused(() -> bounded.set("0", 1), "lock_timeout"));
    String pid = Files.isReadable(Path.of("/proc/locks")) ? "process " + holder.pid() : "process";
    assertRefused(
        () -> bounded.set("0", 1), "lock_timeout", folder.resolve("pool/data/.lock"), pid + " has");
    behind.get();
    bounded.set("1", 2);
    holder.kill();
    bounded.set("0", 1);
    assertEquals(NDArray.of(new byte[] {1, 2}), data.get(":2"));
    assertRefused(() -> Stores.connect(folder, "lock_timeout", 0), "lock_timeout", "1 to");
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // one waits for the process, the others for the first
      Thread thread = new Thread(() -> data.set("0", 1));
      thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
      thread.start();
      waiting.add(thread);
    }
    for (Thread thread : waiting) {
      thread.interrupt();
      thread.join();
    }
    assertEquals(3, failures.size());
    failures.forEach(
        failure -> assertTrue(failure.getMessage().contains("nterrupted"), failure::toString));
  }

  @Test
  void whoWaitsHoldsNothingThatOthersNeed() throws Exception {
    Thread waiting = new Thread(() -> data.set("0", 1));
    waiting.start();
    data.set("1:", 2);
    data.attributes().set("a", 1);
    data.get();
    data.pool().createDataset("other", DatasetSpec.of(DType.INT8, 4)).set("...", 1);
    assertTrue(waiting.isAlive(), "it does not wait");
    holder.kill();
    waiting.join();
    assertEquals(NDArray.of(new byte[] {1, 2}), data.get(":2"));
  }
}
