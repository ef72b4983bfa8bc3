package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks that are too large for an object, or have too long names. */
@Tag("native")
class ObjectLimitsTest {
  private static final String POOL = "pool";

  @TempDir Path folder;

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

  /** A client with further lines in its configuration. */
  private Cluster connect(String settings) throws IOException {
    String conf = Files.readString(MiniCeph.shared().confFile());
    Path changed = folder.resolve("changed.conf");
    return Clusters.cluster(Files.writeString(changed, conf + "[client]\n" + settings)).connect();
  }

  @Test
  void chunksTooLargeForAnObjectAreRefused() {
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT64, 100_000, 100_000).chunkSize(4096, 4096);
    Clusters.assertRefused(
        () -> pool.createDataset("data", spec), "134217728", "94370816", "[2048, 4096]");
    assertEquals(List.of(), raw.list(POOL));
    Dataset largest =
        pool.createDataset("data", DatasetSpec.of(DType.UINT8, 94370816L).chunkSize(94370816));
    largest.set("...", 3);
    assertEquals(3, largest.get("94370815").getLong());
  }

  @Test
  void whatIsLargerThanAnyRequestIsRefused() throws IOException {
    DatasetSpec spec = DatasetSpec.of(DType.COMPLEX128, 1L << 28).chunkSize(1 << 28);
    try (Cluster unlimited =
        connect("osd max write size = 9999\nosd max object size = 9999999999\n")) {
      Pool samePool = unlimited.getPool(POOL);
      Clusters.assertRefused(
          () -> samePool.createDataset("data", spec), "4294967296", "2147483639", "[67108864]");
    }
    pool.createDataset("data", spec.chunkSize(1 << 20));
    raw.setAttribute(POOL, "data", "chunk_size", "268435456".getBytes(UTF_8));
    raw.setAttribute(POOL, "data", "chunk_grid", "1".getBytes(UTF_8));
    raw.setAttribute(POOL, "data", "chunks", "1".getBytes(UTF_8));
    Clusters.assertRefused(() -> pool.getDataset("data"), "data", "4294967296", "2147483639");
  }

  @Test
  void chunksWithTooLongNamesAreRefusedAlsoWhenADatasetGrows() throws IOException {
    try (Cluster narrow = connect("osd max object name len = 10\n")) {
      Pool samePool = narrow.getPool(POOL);
      DatasetSpec spec = DatasetSpec.of(DType.INT8, 10, 10).chunkSize(1, 1);
      Dataset data = samePool.createDataset("123456", spec);
      Clusters.assertRefused(
          () -> samePool.createDataset("1234567", spec), "1234567", "11 bytes", "allows 10");
      Clusters.assertRefused(() -> data.resize(10, 11), "123456", "11 bytes", "[10, 11]");
      assertArrayEquals(new long[] {10, 10}, data.shape());
      assertEquals(List.of("123456"), samePool.listDatasets());
    }
  }
}
