package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dosna.AlreadyExistsException;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folders of a store hold besides data, and the options for making them. */
class StoreFoldersTest {
  private static final List<String> FOREIGN =
      List.of(
          "notes.txt",
          "chunk_.h5",
          "chunk_01.h5",
          "chunk_-1.h5",
          "chunk_0.h5.bak",
          "a/b",
          "chunk_2.h5", // of 2 chunks
          "chunk_0_0.h5",
          "chunk_9223372036854775807.h5",
          "chunk_7.h5/b",
          ".dosna-7",
          ".dosna-7/b",
          ".dosna-mine/b");

  /** As a process of ours that was killed has named what it was writing or deleting. */
  private static String temporary(int number) {
    return ".dosna-7d444840-9dc0-11d1-b245-5ffdce74fad2-" + number;
  }

  private static final DatasetSpec SPEC = DatasetSpec.of(DType.INT32, 8).chunkSize(4);

  @TempDir Path folder;

  @Test
  void aMissingClusterIsMadeUnlessToldOtherwise() {
    Path cluster = folder.resolve("a/b c/ü");
    NotFoundException missing =
        assertThrows(NotFoundException.class, () -> Stores.connect(cluster, "create", false));
    assertTrue(missing.getMessage().contains(cluster.toString()), missing.getMessage());
    assertTrue(missing.getMessage().contains("create"), missing.getMessage());
    assertFalse(Files.exists(cluster));
    Stores.connect(cluster, "create", true).createPool("pool");
    assertEquals(List.of("pool"), Stores.connect(cluster, "create", "false").listPools());
  }

  @Test
  void aClusterCannotBeAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(() -> Stores.connect(file), file, "file");
    assertRefused(() -> Stores.connect(file.resolve("below")), file);
  }

  @Test
  void optionsAreChecked() {
    assertRefused(() -> Stores.connect(folder, "fsync", "yes"), "fsync", "true or false", "yes");
    assertRefused(() -> Stores.connect(folder, "create", 1), "create", "true or false", "1");
    assertRefused(() -> Stores.connect(folder, "sync", true), "sync", "fsync", "create");
  }

  /** A cluster may be a large folder of a user's: looking for pools must not walk all of it. */
  @Test
  void foldersWithPoolsFurtherDownAreNoPools() throws IOException {
    Path deep = folder.resolve("home/user/cluster");
    try (Cluster other = Stores.connect(deep);
        Cluster cluster = Stores.connect(folder)) {
      other.createPool("pool").createDataset("data", SPEC);
      Files.createSymbolicLink(folder.resolve("home/user/loop"), folder);
      assertEquals(List.of(), cluster.listPools());
      assertEquals(List.of("pool"), other.listPools());
    }
  }

  @Test
  void everythingWorksWithFsync() {
    try (Cluster cluster = Stores.connect(folder, "fsync", true)) {
      Pool pool = cluster.createPool("pool");
      NDArray values = NDArray.random(DType.FLOAT32, 1, 9, 9);
      Dataset data = pool.createDataset("data", values, 4, 4);
      data.attributes().set("unit", "mm");
      data.set("3, 3", 1);
      values.set("3, 3", 1);
      assertEquals(values, Stores.openPool(folder).getDataset("data").get());
      data.deleteChunk(0, 0);
      data.copy("copy").clear();
      assertEquals(0, pool.getDataset("copy").countStoredChunks());
      assertThrows(AlreadyExistsException.class, () -> pool.createDataset("data", SPEC));
      pool.deleteDataset("data");
      cluster.deletePool("pool");
      assertEquals(List.of(), TestFiles.list(folder));
    }
  }

  @Test
  void foreignFilesAreListedAndNothingIsDeleted() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    pool.createDataset("data", NDArray.arange(DType.INT32, 8), 4);
    for (String name : FOREIGN) {
      Path foreign = folder.resolve("pool/data").resolve(name);
      Files.createDirectories(foreign.getParent());
      Files.createFile(foreign);
      assertRefused(() -> pool.deleteDataset("data"), "data", name.replace("/b", ""), "move");
      assertRefused(() -> cluster.deletePool("pool"), "pool", name.replace("/b", ""));
      assertEquals(NDArray.arange(DType.INT32, 8), pool.getDataset("data").get());
      assertEquals(2, pool.getDataset("data").countStoredChunks());
      Files.delete(foreign);
      if (name.endsWith("/b")) {
        Files.delete(foreign.getParent());
      }
    }
    Path foreign = Files.createDirectory(folder.resolve("pool/results"));
    assertRefused(() -> cluster.deletePool("pool"), foreign);
    Files.delete(foreign);
    cluster.deletePool("pool");
    assertEquals(List.of(), TestFiles.list(folder));
  }

  @Test
  void whatListPoolsDoesNotShowIsNotDeleted() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(List.of(), cluster.listPools());
    assertRefused(() -> cluster.deletePool("empty"), empty, "DosNa did not make");
    assertTrue(Files.isDirectory(empty));
    cluster.createPool("pool");
    Path mine = Files.createDirectory(folder.resolve("pool/.dosna-mine"));
    assertRefused(() -> cluster.deletePool("pool"), mine);
    Files.createFile(mine.resolve("file"));
    assertRefused(() -> cluster.deletePool("pool"), mine);
    Path markerOfAUser = folder.resolve("pool/group/.dosna");
    Files.createDirectories(markerOfAUser);
    Files.move(mine, folder.resolve("mine"));
    assertRefused(() -> cluster.deletePool("pool"), markerOfAUser.getParent());
    assertTrue(Files.isDirectory(markerOfAUser));
  }

  /** A process that was killed just when it had made a dataset smaller leaves chunks outside. */
  @Test
  void chunksOfAShapeThatTheDatasetOnceHadAreOurs() throws IOException {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", NDArray.full(DType.INT32, 7, 16, 8), 4, 4);
    Path chunk = folder.resolve("pool/data/chunk_3_0.h5");
    byte[] bytes = Files.readAllBytes(chunk);
    data.resize(16, 4);
    data.resize(4, 8);
    Files.write(chunk, bytes);
    Path foreign = Files.write(folder.resolve("pool/data/chunk_3_2.h5"), bytes);
    assertRefused(() -> pool.deleteDataset("data"), foreign);
    // Which resize leaves alone, until the dataset takes the name for itself.
    data.resize(12, 4);
    assertFalse(Files.exists(chunk));
    assertTrue(Files.exists(foreign));
    data.resize(16, 12);
    assertFalse(Files.exists(foreign));
    assertEquals(0, data.get("12:, 8:").getLong(0, 0));
    data.resize(1, 1);
    Files.write(foreign, bytes);
    pool.deleteDataset("data");
  }

  /** What an append that failed has written, if the process was killed before it was dropped. */
  @Test
  void chunksOfAnAppendThatFailedAreOurs() throws IOException {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", NDArray.full(DType.INT32, 7, 8), 4);
    byte[] bytes = Files.readAllBytes(folder.resolve("pool/data/chunk_0.h5"));
    assertRefused(() -> data.append(failing(), 0), "full");
    Files.write(folder.resolve("pool/data/chunk_2.h5"), bytes);
    pool.deleteDataset("data");
    assertEquals(List.of(), pool.listDatasets());
  }

  private static ArraySource failing() {
    return new ArraySource() {
      @Override
      public DType dtype() {
        return DType.INT32;
      }

      @Override
      public long[] shape() {
        return new long[] {4};
      }

      @Override
      public void read(long[] origin, NDArray into) {
        throw new DosnaException("full");
      }
    };
  }

  /** Which chunks are its own cannot be told then. */
  @Test
  void aDatasetWhoseDescriptionIsDamagedIsNotDeleted() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    pool.createDataset("data", SPEC).set("0", 1);
    Path description = folder.resolve("pool/data/dataset.h5");
    Files.writeString(description, "damaged");
    assertRefused(() -> pool.deleteDataset("data"), description, "which chunks");
    assertRefused(() -> cluster.deletePool("pool"), description, "which chunks");
    assertTrue(Files.exists(folder.resolve("pool/data/chunk_0.h5")));
  }

  @Test
  void manyForeignFilesAreCounted() throws IOException {
    Cluster cluster = Stores.connect(folder);
    cluster.createPool("pool");
    for (int i = 0; i < 25; i++) {
      Files.createFile(folder.resolve("pool/file" + i));
    }
    assertRefused(() -> cluster.deletePool("pool"), "15 more");
  }

  @Test
  void whatAKilledWriterLeftIsNoDataAndIsDeletedAlong() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", SPEC);
    data.set("0", 1);
    byte[] chunk = Files.readAllBytes(folder.resolve("pool/data/chunk_0.h5"));
    // A chunk being written, a dataset being made, one being deleted, a pool being deleted.
    Files.write(folder.resolve("pool/data").resolve(temporary(1)), chunk);
    Files.createDirectory(folder.resolve("pool").resolve(temporary(2)));
    Stores.copy(folder.resolve("pool/data"), folder.resolve("pool").resolve(temporary(3)));
    Stores.copy(folder.resolve("pool"), folder.resolve(temporary(4)));
    assertEquals(List.of("pool"), cluster.listPools());
    assertEquals(List.of("data"), pool.listDatasets());
    assertEquals(1, data.countStoredChunks());
    data.copy("copy");
    assertFalse(Files.exists(folder.resolve("pool/copy").resolve(temporary(1))));
    data.clear();
    assertEquals(0, data.countStoredChunks());
    cluster.deletePool("pool");
    assertEquals(List.of(), cluster.listPools());
  }

  @Test
  void otherFoldersAreNoPoolsAndNotDatasets() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Pool pool = cluster.createPool("pool");
    Files.createDirectories(folder.resolve("photos/2026"));
    Files.createFile(folder.resolve("file"));
    Files.createFile(folder.resolve("pool/file"));
    Files.createDirectories(folder.resolve("pool/results/deep"));
    assertEquals(List.of("pool"), cluster.listPools());
    assertEquals(List.of(), pool.listDatasets());
    assertFalse(cluster.hasPool("file"));
    assertRefused(() -> cluster.getPool("file"), "'file'", "not found");
    assertRefused(() -> cluster.createPool("file"), "'file'", "is a file");
    assertRefused(() -> pool.getDataset("file"), "'file'", "not found");
    assertRefused(() -> pool.createDataset("file", SPEC), "'file'", "is no dataset");
    assertRefused(() -> pool.createDataset("results", SPEC), "'results'", "is no dataset");
    assertTrue(Files.isDirectory(folder.resolve("pool/results/deep")));
    // An existing folder is a pool for who asks for it.
    cluster.getPool("photos").createDataset("data", SPEC);
    assertEquals(List.of("photos", "pool"), cluster.listPools());
    assertThrows(AlreadyExistsException.class, () -> cluster.createPool("photos"));
    assertRefused(() -> cluster.deletePool("photos"), folder.resolve("photos/2026"));
  }

  /** Names that we do not give, but the Python code does. */
  @Test
  void strangeNamesOfOthersAreOpened() throws IOException {
    Cluster cluster = Stores.connect(folder);
    Pool made = cluster.createPool("pool");
    NDArray values = NDArray.arange(DType.INT32, 8);
    for (String name : List.of(".hidden", "back\\slash", "tab\there", "x".repeat(255), " ")) {
      made.createDataset("data", values, 4);
      Files.move(folder.resolve("pool/data"), folder.resolve("pool").resolve(name));
      Files.move(folder.resolve("pool"), folder.resolve(name));
      assertTrue(cluster.hasPool(name), name);
      assertEquals(List.of(name), cluster.listPools());
      Pool pool = cluster.getPool(name);
      assertEquals(List.of(name), pool.listDatasets());
      Dataset data = pool.getDataset(name);
      assertEquals(values, data.get());
      data.set("1", 1);
      data.attributes().set("a", "b");
      assertEquals(values, pool.getDataset(name).get());
      pool.deleteDataset(name);
      Files.move(folder.resolve(name), folder.resolve("pool"));
    }
    cluster.deletePool("pool");
  }

  @Test
  void nothingOutsideTheClusterIsReached() {
    Cluster cluster = Stores.connect(folder.resolve("cluster"));
    Pool pool = cluster.createPool("pool");
    Stores.createPool(folder);
    for (String name : List.of("..", ".", "../pool", "/etc", "a/b", "a\0b", "")) {
      assertRefused(() -> cluster.getPool(name));
      assertRefused(() -> cluster.deletePool(name));
      assertRefused(() -> pool.getDataset(name));
      assertRefused(() -> pool.deleteDataset(name));
    }
    assertTrue(Files.exists(folder.resolve("pool/.dosna")));
  }

  /** Two paths to one dataset: the locks are the same all the same. */
  @Test
  void symbolicLinksLeadToTheSameLocks() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Pool pool = Stores.createPool(real);
    Dataset data = pool.createDataset("data", DatasetSpec.of(DType.INT64, 4));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Files.createSymbolicLink(real.resolve("other"), real.resolve("pool"));
    Files.createSymbolicLink(real.resolve("pool/alias"), real.resolve("pool/data"));
    List<Dataset> paths =
        List.of(
            data,
            Stores.openPool(link).getDataset("data"),
            Stores.connect(link).getPool("other").getDataset("data"),
            Stores.openPool(real).getDataset("alias"));
    List<CompletableFuture<Void>> writers =
        List.of(0, 1, 2, 3).stream()
            .map(i -> CompletableFuture.runAsync(() -> count(paths.get(i), i)))
            .toList();
    for (CompletableFuture<Void> writer : writers) {
      writer.get();
    }
    assertArrayEquals(new long[] {200, 200, 200, 200}, data.get().toLongs());
    // Deleting a link leaves what it leads to.
    pool.deleteDataset("alias");
    assertArrayEquals(new long[] {200, 200, 200, 200}, data.get().toLongs());
  }

  private static void count(Dataset dataset, int element) {
    for (int number = 1; number <= 200; number++) {
      dataset.set(Integer.toString(element), number);
    }
  }

  /** As a bind mount does: paths that no resolving shows to be the same. */
  @Test
  void twoNamesOfOneLockFileLockAgainstEachOther() throws Exception {
    Pool pool = Stores.createPool(folder);
    pool.createDataset("data", SPEC);
    pool.createDataset("twin", SPEC);
    Path lock = folder.resolve("pool/data/.lock");
    Path twin = folder.resolve("pool/twin/.lock");
    Files.delete(twin);
    Files.createLink(twin, lock);
    FileStore store = new FileStore(false, FileStore.NO_TIMEOUT);
    DatasetLocks first = DatasetLocks.of(lock.getParent(), store);
    DatasetLocks second = DatasetLocks.of(twin.getParent(), store);
    int[] unprotected = {0};
    List<CompletableFuture<Void>> writers =
        List.of(first, second).stream()
            .map(
                locks ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 1000; i++) {
                            locks.withChunk(new long[] {5}, () -> unprotected[0]++);
                          }
                        }))
            .toList();
    for (CompletableFuture<Void> writer : writers) {
      writer.get();
    }
    assertEquals(2000, unprotected[0]);
  }

  @Test
  void aLostLockFileIsMadeAnewByTheNextOpener() throws IOException {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", SPEC);
    Files.delete(folder.resolve("pool/data/.lock"));
    assertRefused(() -> data.set("0", 1), "open it again");
    pool.getDataset("data").set("0", 1);
    assertEquals(1, data.get("0").getLong());
  }
}
