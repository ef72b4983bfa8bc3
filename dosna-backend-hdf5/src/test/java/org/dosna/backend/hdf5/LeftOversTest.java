package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes left that were killed is cleared by the next, beside others that live. */
class LeftOversTest {
  private static final NDArray VALUES = NDArray.arange(DType.INT32, 400);

  @TempDir Path folder;

  /** Makes and deletes, writes and renames, over and over. */
  static final class Work implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      Cluster cluster = Stores.connect(Path.of(arguments[0]));
      String name = arguments[1];
      Pool lasting = cluster.createPool("lasting" + name);
      int rounds = Integer.parseInt(arguments[2]);
      for (int round = 0; round < rounds; round++) {
        Pool pool = cluster.createPool(name);
        Dataset data = pool.createDataset("group/data", VALUES, 8);
        data.set("::3", round);
        data.attributes().set("round", round);
        assertEquals(round, data.get("3").getLong());
        lasting.createDataset("group/deep/data", VALUES, 8);
        lasting.deleteDataset("group/deep/data");
        cluster.deletePool(name);
      }
      return "done";
    }
  }

  /** Kills a process of which something is left over. */
  private void killWorker(String name) {
    List<Path> left = List.of();
    for (int attempt = 0; left.isEmpty(); attempt++) {
      try (Worker worker = Worker.start()) {
        worker.begin(Work.class, folder, name + attempt, Integer.MAX_VALUE);
        while (TestFiles.list(folder).stream().noneMatch(Folders::isTemporary)) {
          LockSupport.parkNanos(100_000);
        }
        worker.kill();
        left = Stores.leftOvers(folder);
      }
    }
  }

  @Test
  void theNextConnectClearsThem() {
    for (String name : List.of("a", "b", "c")) {
      killWorker(name);
      assertFalse(LeftOvers.find(folder).isEmpty());
      Stores.connect(folder).close();
      assertEquals(List.of(), Stores.leftOvers(folder));
      assertEquals(List.of(), LeftOvers.find(folder));
    }
  }

  @Test
  void theNextDeleteClearsThem() {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    pool.createDataset("data", VALUES, 8);
    killWorker("a");
    pool.deleteDataset("data");
    assertEquals(List.of(), Stores.leftOvers(folder));
    killWorker("b");
    cluster.deletePool("pool");
    assertEquals(List.of(), Stores.leftOvers(folder));
  }

  @Test
  void nothingOfTheLivingIsTouched() throws Exception {
    Cluster lasting = Stores.connect(folder);
    Dataset data = lasting.createPool("pool").createDataset("data", VALUES, 8);
    try (Worker first = Worker.start();
        Worker second = Worker.start()) {
      first.begin(Work.class, folder, "first", 10);
      second.begin(Work.class, folder, "second", 10);
      for (int i = 0; i < 50; i++) {
        data.set("::2", i);
        try (Cluster other = Stores.connect(folder)) {
          other.getPool("pool").createDataset("other", VALUES, 200);
          other.getPool("pool").deleteDataset("other");
        }
      }
      assertEquals("done", first.result());
      assertEquals("done", second.result());
    }
    assertEquals(List.of(), Stores.leftOvers(folder));
  }

  /** An interrupt closes channels, and with them goes the lock that shows that we live. */
  @Test
  void whoIsInterruptedLives() throws Exception {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    Thread.currentThread().interrupt();
    try {
      pool.createDataset("data", VALUES, 200);
    } catch (RuntimeException e) {
      assertTrue(Thread.currentThread().isInterrupted());
    }
    assertTrue(Thread.interrupted());
    List<Path> signs = TestFiles.list(folder).stream().filter(this::isLifeSign).toList();
    assertEquals(1, signs.size());
    String id = Folders.lifeSignId(signs.get(0)).orElseThrow();
    Path temporary = Files.createFile(Folders.temporary(folder.resolve("pool"), id, 1 << 20));
    try (Worker worker = Worker.start()) {
      worker.begin(Work.class, folder, "worker", 1);
      assertEquals("done", worker.result());
    }
    assertTrue(Files.exists(temporary));
    Files.delete(temporary);
  }

  private boolean isLifeSign(Path path) {
    return Folders.lifeSignId(path).isPresent();
  }

  @Test
  void aFolderThatIsNotOursIsLeftAlone() throws Exception {
    Path mine = folder.resolve(".dosna-7d444840-9dc0-11d1-b245-5ffdce74fad2-1");
    Files.createDirectories(mine.resolve("photos"));
    Files.createDirectories(folder.resolve(".lock-7d444840-9dc0-11d1-b245-5ffdce74fad2"));
    Stores.connect(folder).close();
    assertTrue(Files.exists(mine.resolve("photos")));
  }
}
