package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who may not do everything: nobody, whose processes only root can start. */
@Tag("native")
class PermissionTest {
  private static final String DENIED = "permission denied";

  @TempDir Path folder;
  private Path cluster;

  @BeforeEach
  void createStore() throws IOException {
    permit(folder, "rwxr-xr-x");
    cluster = folder.resolve("cluster");
    Pool pool = Stores.createPool(cluster);
    NDArray values = NDArray.arange(DType.INT32, 8);
    pool.createDataset("data", DatasetSpec.of(DType.INT32, 8).chunkSize(4), values);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void permitAll(String permissions, Path... paths) throws IOException {
    for (Path path : paths) {
      permit(cluster.resolve(path), permissions);
    }
  }

  private void runAsNobody(Class<? extends Worker.Job> job) throws IOException {
    try (Worker worker = Worker.startAs("nobody", readableClassPath())) {
      worker.begin(job, cluster);
      assertEquals("done", worker.result());
    }
  }

  /** A copy of the class path: the original may be in a folder that others cannot enter. */
  private String readableClassPath() throws IOException {
    Path copies = Files.createDirectory(folder.resolve("classes"));
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path original = Path.of(entry);
      if (Files.exists(original)) {
        Path copy = copies.resolve(Integer.toString(classPath.size()));
        classPath.add(Stores.copy(original, copy).toString());
      }
    }
    try (Stream<Path> paths = Files.walk(copies)) {
      for (Path path : paths.toList()) {
        permit(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
    return String.join(File.pathSeparator, classPath);
  }

  /** What can be done with a store that belongs to somebody else. */
  static final class UseWithoutWriting implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      Path folder = Path.of(arguments[0]);
      Cluster cluster = Stores.connect(folder);
      Pool pool = cluster.getPool("pool");
      Dataset data = pool.getDataset("data");
      List<String> before = Stores.tree(folder.resolve("pool"));
      assertEquals(NDArray.arange(DType.INT32, 8), data.get());
      assertEquals(8, cluster.getPool("pool", OpenMode.READ_ONLY).getDataset("data").get().size());
      assertEquals(List.of("pool"), cluster.listPools());
      assertRefused(() -> cluster.getPool("missing"), "'pool'");
      assertRefused(() -> data.set("...", 1), DENIED, folder);
      assertRefused(() -> data.set("1", 1), DENIED, folder);
      assertRefused(() -> data.createChunk(1), DENIED);
      assertRefused(() -> data.deleteChunk(1), DENIED);
      assertRefused(data::clear, DENIED);
      assertRefused(() -> data.attributes().set("a", 1), DENIED);
      DosnaException noDataset =
          assertRefused(
              () -> pool.createDataset("new", data.spec()), DENIED, "in " + folder + "/pool:");
      assertFalse(noDataset.getMessage().contains(".dosna-"), noDataset.getMessage());
      DosnaException noGroup =
          assertRefused(() -> pool.createGroup("group"), DENIED, "in " + folder + "/pool:");
      assertFalse(noGroup.getMessage().contains(".dosna-"), noGroup.getMessage());
      assertRefused(() -> pool.deleteDataset("data"), DENIED);
      assertRefused(() -> cluster.createPool("new"), DENIED, folder.resolve("new"));
      assertRefused(() -> cluster.deletePool("pool"), DENIED);
      assertRefused(() -> Stores.connect(folder.resolve("new")), DENIED);
      assertEquals(before, Stores.tree(folder.resolve("pool")));
      return "done";
    }
  }

  @Test
  void aStoreOfSomebodyElseCanBeRead() throws IOException {
    // As the root folder of a file system has it: not to be entered, and no pool.
    permit(Files.createDirectory(cluster.resolve("lost+found")), "rwx------");
    runAsNobody(UseWithoutWriting.class);
    assertEquals(NDArray.arange(DType.INT32, 8), Stores.openPool(cluster).getDataset("data").get());
  }

  /** Files that are replaced keep what their owner allows, and whose they are. */
  @Test
  void rewritingKeepsPermissionsAndOwner() throws IOException {
    Pool pool = Stores.openPool(cluster);
    Dataset data = pool.getDataset("data");
    pool.attributes().set("a", 1);
    Path chunk = cluster.resolve("pool/data/chunk_0.h5");
    List<Path> files =
        List.of(chunk, cluster.resolve("pool/data/dataset.h5"), cluster.resolve("pool/.group.h5"));
    for (String mode : List.of("rw-------", "rw-rw-rw-", "r--r-----", "rwxr-xr-x", "rw-r--r--")) {
      for (Path file : files) {
        permit(file, mode);
        Files.setAttribute(file, "unix:uid", 7);
        Files.setAttribute(file, "unix:gid", mode.length() + mode.hashCode() % 2);
      }
      List<Object> before = access(files);
      data.set("1", 1);
      assertEquals(before, access(files));
      data.set(":4", 2);
      data.attributes().set("a", mode);
      pool.attributes().set("a", mode);
      assertEquals(before, access(files));
      data.set("...", 3);
      data.resize(9);
      data.resize(8);
      assertEquals(before, access(files));
      Files.delete(chunk);
      data.set(":4", 2);
      assertEquals(
          "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(chunk)));
    }
  }

  private static List<Object> access(List<Path> files) throws IOException {
    List<Object> access = new ArrayList<>();
    for (Path file : files) {
      access.add(Files.readAttributes(file, "unix:mode,uid,gid"));
    }
    return access;
  }

  /** A chunk of somebody else in a folder of one's own. */
  static final class UseUnreadableFiles implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      Path folder = Path.of(arguments[0]).resolve("pool/data");
      Pool pool = Stores.openPool(Path.of(arguments[0]));
      Dataset data = pool.getDataset("data");
      assertEquals(NDArray.arange(DType.INT32, 4), data.get(":4"));
      assertRefused(data::get, DENIED, folder.resolve("chunk_1.h5"), "[1]");
      assertRefused(() -> data.set("5", 1), DENIED, folder.resolve("chunk_1.h5"));
      data.set("1", 7);
      data.set("4:", 8);
      assertEquals(NDArray.of(new int[] {0, 7, 2, 3, 8, 8, 8, 8}), data.get());
      assertEquals(List.of(), Stores.leftOvers(folder));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("-wx------"));
      assertRefused(data::countStoredChunks, "permission denied", folder);
      assertRefused(() -> pool.deleteDataset("data"), "permission denied", folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rw-------"));
      assertRefused(data::get, folder);
      assertRefused(() -> data.hasChunk(1), DENIED, folder);
      assertRefused(() -> pool.hasDataset("data"), DENIED, folder);
      assertRefused(() -> pool.getDataset("data"), DENIED, folder);
      return "done";
    }
  }

  @Test
  void anUnreadableChunkIsReportedAndLeftAlone() throws Exception {
    Path data = cluster.resolve("pool/data");
    for (Path path : List.of(data, data.resolve(".lock"), data.resolve("chunk_0.h5"))) {
      String user = "nobody";
      Files.setOwner(
          path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }
    permit(data.resolve("chunk_1.h5"), "rw-------");
    runAsNobody(UseUnreadableFiles.class);
    permit(data, "rwxr-xr-x");
    NDArray expected = NDArray.of(new int[] {0, 7, 2, 3, 8, 8, 8, 8});
    assertEquals(expected, Stores.openPool(cluster).getDataset("data").get());
  }
}
