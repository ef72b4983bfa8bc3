package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pool that others use as well, and objects that are not as they should be. */
@Tag("native")
class ForeignObjectsTest {
  private static final String POOL = "pool";

  private final RawRados raw = RawRados.shared();
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void createPool() {
    cluster = Clusters.connect();
    pool = cluster.createPool(POOL);
  }

  @AfterEach
  void deletePools() {
    cluster.close();
    raw.deletePools();
  }

  @Test
  void othersObjectsAreLeftAlone() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    List<String> foreign =
        List.of("rbd_data.1", "data2", "data/", "data/x", "data/0.0.x", "data/00", "other/0");
    foreign.forEach(name -> raw.write(POOL, name, "DosNa Dataset?".getBytes(UTF_8)));
    raw.write(POOL, "elsewhere", "data", "DosNa Dataset".getBytes(UTF_8));
    assertEquals(List.of("data"), pool.listDatasets());
    assertEquals(4, data.countStoredChunks());
    assertFalse(pool.hasDataset("data2"));
    Clusters.assertRefused(() -> pool.getDataset("data2"), "not found");
    Clusters.assertRefused(
        () -> pool.createDataset("data2", NDArray.zeros(DType.INT8, 3)), "'data2'", "no dataset");
    Clusters.assertRefused(() -> cluster.deletePool(POOL), "rbd_data.1", "elsewhere");
    data.delete();
    foreign.forEach(name -> assertTrue(raw.read(POOL, name).isPresent(), name));
    assertEquals(foreign.size(), raw.list(POOL).size());
  }

  @Test
  void namespacesAreApart() {
    try (Cluster other = Clusters.connect("namespace", "mine")) {
      Dataset mine = other.getPool(POOL).createDataset("data", NDArray.arange(DType.INT32, 10), 3);
      assertEquals(List.of(), pool.listDatasets());
      assertEquals(4, mine.countStoredChunks());
      Clusters.assertRefused(() -> cluster.deletePool(POOL), "mine");
      assertEquals(List.of("data"), other.getPool(POOL).listDatasets());
      mine.delete();
    }
    cluster.deletePool(POOL);
    assertFalse(cluster.hasPool(POOL));
  }

  @Test
  void datasetsInTheNamespaceOfThePoolsMarkAreNotDeletedWithThePool() {
    try (Cluster other = Clusters.connect("namespace", "dosna")) {
      Pool theirs = other.getPool(POOL);
      theirs.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
      Clusters.assertRefused(() -> cluster.deletePool(POOL), "data in namespace 'dosna'");
      assertEquals(NDArray.arange(DType.INT32, 10), theirs.getDataset("data").get());
      other.deletePool(POOL);
    }
    assertFalse(cluster.hasPool(POOL));
  }

  @Test
  void onlyChunksThatTheDatasetHasOrHadAreDeletedWithIt() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 20), 3);
    data.resize(10);
    List<String> foreign =
        List.of(
            "data/7", "data/99", "data/0.0.7", "data/-1", "data/+1", "data/01", "data/1.", "d/0");
    foreign.forEach(name -> raw.write(POOL, name, new byte[12]));
    raw.write(POOL, "data/6", new byte[12]); // as a shrink leaves it that was killed
    data.resize(4);
    data.resize(8);
    assertEquals(NDArray.arange(DType.INT32, 4), data.get(":4"));
    data.delete();
    assertEquals(Set.copyOf(foreign), Set.copyOf(raw.list(POOL)));
  }

  @Test
  void whatIsNamedAsAChunkBeforeThereIsOneNeverComesToLight() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    raw.write(POOL, "data/5", "twelve bytes".getBytes(UTF_8));
    data.resize(20);
    assertEquals(NDArray.arange(DType.INT32, 10), data.get(":10"));
    assertEquals(NDArray.zeros(DType.INT32, 10), data.get("10:"));
  }

  @Test
  void aPoolWithObjectsNamedAlmostAsChunksIsNotDeleted() {
    pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    for (String foreign : List.of("data/4", "data/0.0.7", "data/-1", "data/00")) {
      raw.write(POOL, foreign, new byte[12]);
      Clusters.assertRefused(() -> cluster.deletePool(POOL), foreign);
      raw.remove(POOL, foreign);
    }
    raw.write(POOL, "data/5", new byte[12]);
    raw.setAttribute(POOL, "data/5", "dosna_id", "of an append that was killed".getBytes(UTF_8));
    cluster.deletePool(POOL);
    assertFalse(cluster.hasPool(POOL));
  }

  @Test
  void emptyPoolsOfOthersAreNotDeleted() {
    MiniCeph ceph = MiniCeph.shared();
    raw.createPool("plain");
    raw.createPool("images");
    ceph.ceph("osd", "pool", "application", "enable", "images", "rbd");
    Clusters.assertRefused(() -> cluster.deletePool("plain"), "'plain'", "empty");
    Clusters.assertRefused(() -> cluster.deletePool("images"), "'images'", "rbd");
    cluster.getPool("images").createDataset("data", NDArray.arange(DType.INT32, 3));
    Clusters.assertRefused(() -> cluster.deletePool("images"), "'images'", "rbd");
    cluster.getPool("plain").createDataset("data", NDArray.arange(DType.INT32, 3));
    cluster.deletePool("plain");
    assertEquals(Set.of(POOL, "images"), Set.copyOf(cluster.listPools()));
  }

  @Test
  void aDescriptionThatMakesNoSenseIsNamed() {
    String[][] wrong = {
      {"shape", "5::x"},
      {"shape", ""},
      {"shape", "5::-1"},
      {"chunk_size", "2"},
      {"chunk_size", "0::2"},
      {"chunk_size", "99999999999::2"},
      {"chunk_grid", "3::4"},
      {"chunks", "1"},
      {"dtype", "<f3"},
      {"fillvalue", "seven"}
    };
    for (int i = 0; i < wrong.length; i++) {
      String name = "data" + i;
      pool.createDataset(name, DatasetSpec.of(DType.FLOAT32, 5, 6).chunkSize(2, 3));
      raw.setAttribute(POOL, name, wrong[i][0], wrong[i][1].getBytes(UTF_8));
      Clusters.assertRefused(() -> pool.getDataset(name), name);
    }
    assertEquals(wrong.length, pool.listDatasets().size());
    pool.createDataset("kept", NDArray.arange(DType.INT8, 3));
    raw.setAttribute(POOL, "kept", "unknown", new byte[] {0, 1, (byte) 255});
    Dataset kept = pool.getDataset("kept");
    kept.resize(5);
    kept.attributes().set("unit", "mm");
    assertArrayEquals(new byte[] {0, 1, (byte) 255}, raw.attributes(POOL, "kept").get("unknown"));
    assertArrayEquals("\"mm\"".getBytes(UTF_8), raw.attributes(POOL, "kept").get("user.unit"));
  }

  @Test
  void aChunkObjectOfTheWrongLengthIsNamed() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 6, 6), 6, 6);
    for (int size : new int[] {17, 143, 145, 1000}) {
      byte[] damaged = new byte[size];
      raw.write(POOL, "data/0.0", damaged);
      Clusters.assertRefused(data::get, "data/0.0", size, "144");
      Clusters.assertRefused(() -> data.get("0, 0"), "data/0.0", size, "144");
      Clusters.assertRefused(() -> data.get("::5, ::2"), "data/0.0", size, "144");
      Clusters.assertRefused(() -> data.set("0, 0", 7), "data/0.0", size, "144");
      Clusters.assertRefused(() -> data.set("1:, 1:", 7), "data/0.0", size, "144");
      Clusters.assertRefused(() -> pool.rename("data", "renamed"), "data/0.0", "144");
      assertArrayEquals(damaged, raw.read(POOL, "data/0.0").orElseThrow());
      data.set("...", 7);
      assertEquals(NDArray.full(DType.INT32, 7, 6, 6), data.get());
    }
  }

  @Test
  void aPartOfManyRangesIsNotWrittenToAnObjectOfTheWrongLength() {
    Dataset data = pool.createDataset("data", NDArray.zeros(DType.INT32, 1000), 1000);
    for (int size : new int[] {3999, 4001}) {
      raw.write(POOL, "data/0", new byte[size]);
      Clusters.assertRefused(() -> data.set("::2", 7), "data/0", size, "4000");
      assertEquals(size, raw.read(POOL, "data/0").orElseThrow().length);
    }
  }

  @Test
  void aPoolDeletedUnderADatasetIsNamed() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    Iterable<org.dosna.Block> blocks = data.blocks();
    try (Cluster other = Clusters.connect()) {
      other.deletePool(POOL);
      // An OSD may hear of it a moment after who has deleted it, and answers until then.
      Clusters.assertRefused(
          () -> {
            for (int tries = 0; tries < 10_000; tries++) {
              data.get();
            }
          },
          "data",
          "pool was deleted");
      Clusters.assertRefused(() -> data.set("...", 1), "data", "pool was deleted");
      Clusters.assertRefused(() -> blocks.forEach(block -> {}), "data", "pool was deleted");
      Clusters.assertRefused(data::clear, "data");
      Clusters.assertRefused(pool::listDatasets, "'pool' was deleted");
      Clusters.assertRefused(() -> pool.hasDataset("data"), "'pool' was deleted");
      Clusters.assertRefused(() -> pool.getDataset("data"), "'pool' was deleted");
      Clusters.assertRefused(() -> pool.deleteDataset("data"), "'pool' was deleted");
      Clusters.assertRefused(
          () -> pool.createDataset("more", DatasetSpec.of(DType.INT8, 3)), "'pool' was deleted");
      other.createPool(POOL).createDataset("data", NDArray.zeros(DType.INT32, 10), 3);
      Clusters.assertRefused(() -> data.set("...", 1), "data");
      assertEquals(NDArray.zeros(DType.INT32, 10), other.getPool(POOL).getDataset("data").get());
    }
  }
}
