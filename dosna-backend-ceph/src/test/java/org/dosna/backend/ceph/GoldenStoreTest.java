package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pool that the original Python DosNa wrote. */
@Tag("native")
class GoldenStoreTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final List<String> NAMES =
      List.of("b1", "be_f8", "c8", "f4", "i8", "partial", "u2", "untouched");

  private final RawRados raw = RawRados.shared();
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void restore() {
    raw.createPool("golden");
    raw.restore("golden", GOLDEN.toAbsolutePath());
    cluster = Clusters.connect();
    pool = cluster.getPool("golden");
  }

  @AfterEach
  void delete() {
    cluster.close();
    raw.deletePools();
  }

  private static NDArray expected(String name) {
    return Npy.read(GOLDEN.resolve("expected").resolve(name + ".npy"));
  }

  @Test
  void readsAsPythonDoes() {
    assertEquals(NAMES, pool.listDatasets());
    for (String name : NAMES) {
      assertEquals(expected(name), pool.getDataset(name).get(), name);
    }
    assertEquals(7.0f, pool.getDataset("partial").fillValue());
    assertEquals(0, pool.getDataset("untouched").countStoredChunks());
  }

  @Test
  void isWrittenResizedAndDeleted() {
    Dataset f4 = pool.getDataset("f4");
    NDArray model = expected("f4");
    f4.set("3:7, ::2, -1", 5);
    model.set("3:7, ::2, -1", 5);
    assertEquals(model, pool.getDataset("f4").get());
    f4.attributes().set("unit", "mm");
    f4.resize(12, 9, 8);
    assertEquals(model, pool.getDataset("f4").get(":10"));
    assertEquals(NDArray.zeros(model.dtype(), 2, 9, 8), f4.get("10:"));
    f4.delete();
    assertEquals(List.of(), raw.list("golden").stream().filter(n -> n.startsWith("f4")).toList());
    cluster.deletePool("golden");
    assertEquals(List.of(), cluster.listPools());
  }
}
