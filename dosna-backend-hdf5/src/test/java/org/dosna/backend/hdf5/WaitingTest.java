package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
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
      return DatasetLocks.of(Path.of(arguments[0]))
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
