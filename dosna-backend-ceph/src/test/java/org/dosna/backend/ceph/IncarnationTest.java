package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chunks know whose they are: a late write reaches no other dataset of the same name. */
@Tag("native")
class IncarnationTest {
  private static final String POOL = "pool";
  private static final NDArray OLD = NDArray.full(DType.INT32, 1, 12);
  private static final NDArray NEW = NDArray.full(DType.INT32, 2, 12);

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

  /** Makes the dataset anew when it is time to write or to delete. */
  private record LateStep(Runnable before, Supplier<Optional<Transfer>> output)
      implements ChunkStep {
    @Override
    public String operation() {
      return "late";
    }

    @Override
    public long[] index() {
      return new long[] {0};
    }

    @Override
    public Optional<Transfer> work() {
      before.run();
      return output.get();
    }

    @Override
    public boolean deletes() {
      return output.get().isEmpty();
    }
  }

  private void makeAnew(NDArray content) {
    pool.deleteDataset("data");
    pool.createDataset("data", content, 4);
  }

  @Test
  void aLateWriteReachesNoNewDataset() {
    Transfer part = Transfer.box(NDArray.full(DType.INT32, 9, 2), new int[] {4}, new int[] {1});
    Transfer whole = Transfer.whole(NDArray.full(DType.INT32, 9, 4));
    for (Optional<Transfer> output :
        List.of(Optional.of(part), Optional.of(whole), Optional.<Transfer>empty())) {
      pool.createDataset("data", OLD, 4);
      CephDataset late = (CephDataset) pool.getDataset("data");
      ChunkStep step = new LateStep(() -> makeAnew(NEW), () -> output);
      Clusters.assertRefused(() -> late.walk(List.of(step).iterator()), "made anew");
      assertEquals(NEW, pool.getDataset("data").get());
      pool.deleteDataset("data");
    }
  }

  @Test
  void aLateWriteLeavesNothingInANewDatasetWithoutChunks() {
    Transfer whole = Transfer.whole(NDArray.full(DType.INT32, 9, 4));
    pool.createDataset("data", OLD, 4);
    CephDataset late = (CephDataset) pool.getDataset("data");
    ChunkStep step =
        new LateStep(() -> makeAnew(NDArray.zeros(DType.INT32, 12)), () -> Optional.of(whole));
    Clusters.assertRefused(() -> late.walk(List.of(step).iterator()), "made anew");
    assertEquals(List.of("data"), raw.list(POOL));
  }

  private void giveToAnother(String chunk) {
    raw.setAttribute(POOL, chunk, "dosna_id", "another".getBytes(UTF_8));
  }

  @Test
  void aChunkOfAnotherDatasetCountsAsMissing() {
    Dataset data = pool.createDataset("data", OLD, 4);
    giveToAnother("data/1");
    assertEquals(NDArray.zeros(DType.INT32, 4), data.get("4:8"));
    assertFalse(data.hasChunk(1));
    assertFalse(data.deleteChunk(1));
    assertTrue(raw.list(POOL).contains("data/1"));
    Clusters.assertRefused(() -> data.getChunk(1), "not stored");
    data.createChunk(1);
    assertTrue(data.hasChunk(1));
    giveToAnother("data/1");
    data.set("5", 7);
    assertEquals(NDArray.of(new int[] {0, 7, 0, 0}), data.get("4:8"));
    giveToAnother("data/1");
    data.set("4:8", 8);
    assertEquals(NDArray.full(DType.INT32, 8, 4), data.get("4:8"));
    giveToAnother("data/1");
    pool.rename("data", "renamed");
    assertEquals(NDArray.zeros(DType.INT32, 4), pool.getDataset("renamed").get("4:8"));
    assertEquals(OLD.get("8:"), pool.getDataset("renamed").get("8:"));
    giveToAnother("renamed/0");
    pool.deleteDataset("renamed");
    assertEquals(List.of(), raw.list(POOL));
  }

  @Test
  void whatPythonWroteIsAccepted() {
    Dataset data = pool.createDataset("data", OLD, 4);
    raw.remove(POOL, "data/1");
    raw.write(POOL, "data/1", new byte[16]);
    assertEquals(NDArray.zeros(DType.INT32, 4), data.get("4:8"));
    data.set("5", 7);
    assertEquals(NDArray.of(new int[] {0, 7, 0, 0}), data.get("4:8"));
    data.set("3:9", 8);
    assertEquals(3, data.countStoredChunks());
    assertEquals(NDArray.of(new int[] {1, 1, 1, 8, 8, 8, 8, 8, 8, 1, 1, 1}), data.get());
    assertTrue(data.deleteChunk(1));
    assertFalse(raw.list(POOL).contains("data/1"));
    data.set("4:8", 9);
    assertArrayEquals(
        raw.attributes(POOL, "data").get("dosna_id"),
        raw.attributes(POOL, "data/1").get("dosna_id"));
  }
}
