package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No operation leaves a file open or mapped, whether it succeeds or fails. Needs /proc. */
class DescriptorTest {
  @TempDir Path cluster;

  private List<String> openFiles() {
    return TestFiles.list(Path.of("/proc/self/fd")).stream()
        .flatMap(DescriptorTest::target)
        .filter(file -> file.startsWith(cluster.toString()))
        .toList();
  }

  private static Stream<String> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      return Stream.of(); // closed since it was listed
    }
  }

  private long mappedFiles() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(map -> map.contains(cluster.toString())).count();
    }
  }

  @Test
  void operationsThatSucceed() throws IOException {
    try (Cluster connected = Stores.connect(cluster)) {
      Pool pool = connected.createPool("pool");
      NDArray values = NDArray.arange(DType.INT32, 20, 20);
      Dataset data = pool.createDataset("data", values, 5, 5);
      for (int i = 0; i < 60; i++) {
        data.set("::3, 1", i);
        data.get("3:9, ::2");
        data.countStoredChunks();
        data.deleteChunk(3, 3);
        pool.getDataset("data").attributes().set("i", i);
        data.copy("copy").delete();
      }
      String lock = cluster.toRealPath().resolve("pool/data/.lock").toString();
      List<String> open = openFiles();
      assertTrue(open.contains(lock), "lock files stay open: " + open);
      assertTrue(open.stream().allMatch(file -> file.contains(".lock")), open::toString);
      assertTrue(open.size() <= 64, open::toString);
    }
    assertEquals(List.of(), openFiles());
    assertEquals(0, mappedFiles());
  }

  @Test
  void operationsThatFail() throws IOException {
    Stores.copy(TestFiles.resource("golden/odd/pool"), cluster.resolve("pool"));
    try (Cluster connected = Stores.connect(cluster)) {
      Pool pool = connected.getPool("pool");
      Dataset truncated = pool.getDataset("bad_truncated");
      Dataset misshapen = pool.getDataset("bad_shape");
      Dataset gone = pool.createDataset("gone", DatasetSpec.of(DType.INT32, 4));
      gone.delete();
      for (int i = 0; i < 60; i++) {
        assertRefused(truncated::get);
        assertRefused(() -> truncated.set("-1, -1", 1));
        assertRefused(misshapen::get);
        assertRefused(() -> pool.getDataset("bad_meta"));
        assertRefused(() -> pool.getDataset("bad_grid"));
        assertRefused(() -> pool.getDataset("missing"));
        assertRefused(() -> pool.createDataset("gz", DatasetSpec.of(DType.INT32, 4)));
        assertRefused(() -> gone.set("...", 1));
        assertRefused(gone::get);
        assertRefused(gone::countStoredChunks);
        assertRefused(() -> gone.attributes().set("a", 1));
        assertRefused(() -> Stores.connect(cluster.resolve("pool/.dosna")));
      }
      assertTrue(openFiles().stream().allMatch(file -> file.contains(".lock")));
    }
    assertEquals(List.of(), openFiles());
    assertEquals(0, mappedFiles());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void manyDatasetsAtOnce() {
    try (Cluster connected = Stores.connect(cluster)) {
      Pool pool = connected.createPool("pool");
      List<Dataset> datasets =
          Stream.iterate(0, i -> i + 1)
              .limit(150)
              .map(i -> pool.createDataset("data" + i, DatasetSpec.of(DType.INT32, 4)))
              .toList();
      for (int round = 1; round <= 2; round++) {
        for (Dataset dataset : datasets) {
          dataset.set("1", round);
        }
        assertTrue(openFiles().size() <= 64, () -> openFiles().size() + " open");
      }
      for (Dataset dataset : datasets) {
        assertEquals(2, dataset.get("1").getLong());
      }
    }
    assertEquals(List.of(), openFiles());
  }
}
