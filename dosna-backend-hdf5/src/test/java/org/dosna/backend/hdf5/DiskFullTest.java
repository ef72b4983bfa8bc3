package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.testkit.CallSweep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that gets full. It is a small one in memory, which only root can mount. */
@Tag("native")
class DiskFullTest {
  private static final String FULL = "No space left on device";
  private static final int CHUNK = 8192;

  @TempDir Path folder;
  private Path disk;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    String limits = "size=2m,nr_inodes=120";
    assertEquals(0, run("mount", "-t", "tmpfs", "-o", limits, "tmpfs", disk.toString()), "mount");
    cluster = Stores.connect(disk);
    pool = cluster.createPool("pool");
  }

  /** After the cluster is closed nothing keeps the disk from being unmounted. */
  @AfterEach
  void unmount() throws Exception {
    cluster.close();
    int result = run("umount", disk.toString());
    if (result != 0) {
      run("umount", "--lazy", disk.toString());
    }
    assertEquals(0, result, "umount");
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static DatasetSpec chunks(int count) {
    return DatasetSpec.of(DType.FLOAT64, (long) count * CHUNK).chunkSize(CHUNK).fillValue(-1);
  }

  private static NDArray values(int count) {
    return NDArray.arange(DType.FLOAT64, (long) count * CHUNK);
  }

  private static String chunk(long index) {
    return index * CHUNK + ":" + (index + 1) * CHUNK;
  }

  @Test
  void aLoadThatFillsTheDiskLeavesWholeChunks() {
    Dataset kept = pool.createDataset("kept", chunks(8), values(8));
    Dataset data = pool.createDataset("data", chunks(30));
    DosnaException full = assertRefused(() -> data.load(values(30)), FULL, "load", "data");
    assertTrue(full.getMessage().contains("[" + data.countStoredChunks() + "]"), full.getMessage());
    assertTrue(data.countStoredChunks() > 10, data.countStoredChunks() + " chunks");
    for (long index = 0; index < 30; index++) {
      boolean stored = data.hasChunk(index);
      NDArray expected =
          stored ? values(30).get(chunk(index)) : NDArray.full(DType.FLOAT64, -1, CHUNK);
      assertEquals(expected, data.get(chunk(index)));
    }
    assertEquals(values(8), kept.get());
    assertEquals(List.of(), Stores.leftOvers(disk));

    // Neither all nor a part of a chunk can be replaced; it stays as it was.
    assertRefused(() -> data.set(chunk(0), 5), FULL, "[0]");
    assertRefused(() -> data.set("7", 5), FULL, "[0]");
    assertEquals(values(1), data.get(chunk(0)));
    assertEquals(List.of(), Stores.leftOvers(disk));

    // Once there is space, work goes on.
    pool.deleteDataset("kept");
    data.set(chunk(0), 5);
    data.set("7", 6);
    assertEquals(6, data.get("7").getLong());
    assertEquals(5, data.get("8").getLong());
    data.clear();
    data.set(chunk(29), 1);
    assertEquals(1, data.get("-1").getLong());
  }

  @Test
  void aDatasetThatDoesNotFitIsRemovedAgain() {
    assertRefused(() -> pool.createDataset("data", chunks(40), values(40)), FULL);
    assertFalse(pool.hasDataset("data"));
    assertEquals(List.of(disk.resolve("pool/.dosna")), TestFiles.list(disk.resolve("pool")));
    pool.createDataset("data", chunks(8), values(8));
    assertRefused(() -> pool.getDataset("data").copy("copy").copy("another").copy("last"), FULL);
    assertFalse(pool.hasDataset("last"));
    assertEquals(List.of(), Stores.leftOvers(disk));
  }

  @Test
  void nothingIsHalfCreatedOnAFullDisk() throws IOException {
    Dataset data = pool.createDataset("data", chunks(1), values(1));
    data.attributes().set("unit", "mm");
    byte[] ballast = new byte[4096];
    int files = 0;
    try {
      while (true) {
        Files.write(disk.resolve("ballast" + files), ballast);
        files++;
        ballast = new byte[Math.min(ballast.length * 2, 1 << 18)];
      }
    } catch (IOException e) {
      fillUp(disk.resolve("last"));
    }
    assertRefused(() -> pool.createDataset("other", chunks(1)), FULL);
    assertRefused(() -> data.attributes().set("unit", "km"), FULL);
    assertEquals(List.of("data"), pool.listDatasets());
    assertEquals("mm", pool.getDataset("data").attributes().get("unit"));
    assertEquals(values(1), pool.getDataset("data").get());
    assertEquals(List.of(), Stores.leftOvers(disk));
  }

  @Test
  void whateverIsCalledOnAFullDiskOnlyOurExceptionsComeOut() throws IOException {
    Dataset data = pool.createDataset("0", NDArray.arange(DType.INT32, 7, 5), 2, 3);
    data.attributes().set("0", 1);
    fillUp(disk.resolve("ballast"));
    assertRefused(() -> Npy.write(disk.resolve("a.npy"), values(1)), FULL, "a.npy");
    assertRefused(() -> Hdf5Export.to(disk.resolve("a.h5")).write("a", values(1)), FULL);
    assertFalse(Files.exists(disk.resolve("a.npy")) || Files.exists(disk.resolve("a.h5")));
    CallSweep sweep = new CallSweep(pool, () -> {});
    Object[] things = {
      data.getChunk(0, 0), data.view("::2"), data.attributes(), data, pool, cluster
    };
    assertEquals("", String.join("\n", sweep.faults(things)));
  }

  private static void fillUp(Path file) throws IOException {
    try (var stream = Files.newOutputStream(file)) {
      while (true) {
        stream.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertTrue(e.getMessage().contains(FULL), e.getMessage());
    }
  }

  @Test
  void nothingIsHalfCreatedWithoutInodes() {
    int datasets = 0;
    DosnaException full = null;
    while (full == null) {
      try {
        pool.createDataset("data" + datasets, chunks(1));
        datasets++;
      } catch (DosnaException e) {
        full = e;
      }
    }
    assertTrue(full.getMessage().contains(FULL), full.getMessage());
    assertEquals(datasets, pool.listDatasets().size());
    assertEquals(List.of(), Stores.leftOvers(disk));
    // What was made can be deleted on a full disk, and made again.
    pool.deleteDataset("data0");
    pool.createDataset("data0", chunks(1));
    createPoolsUntilFull();
    // A dataset has three files and folders, a pool two: now the other one of them does not fit.
    pool.deleteDataset("data0");
    createPoolsUntilFull();
  }

  private void createPoolsUntilFull() {
    boolean full = false;
    while (!full) {
      try {
        cluster.createPool("pool" + cluster.listPools().size());
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains(FULL), e.getMessage());
        full = true;
      }
    }
    for (Path made : TestFiles.list(disk)) {
      boolean marked = Files.exists(made.resolve(".dosna"));
      assertTrue(marked || Folders.lifeSignId(made).isPresent(), made + " has no marker");
    }
    assertEquals(List.of(), Stores.leftOvers(disk));
  }
}
