package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.RawRados;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deleting many chunks. */
@Tag("native")
class DeletingTest {
  private static final int INFLIGHT = 8;

  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void createPool() {
    cluster = Clusters.connect("inflight", INFLIGHT);
    pool = cluster.createPool("pool");
  }

  @AfterEach
  void deletePool() {
    cluster.close();
    RawRados.shared().deletePools();
  }

  /** Deletes a chunk and writes down when that begins and ends. */
  private record Deleting(long[] index, List<String> events) implements ChunkStep {
    @Override
    public String operation() {
      return "clear";
    }

    @Override
    public Optional<Transfer> work() {
      events.add("begin");
      return Optional.empty();
    }

    @Override
    public boolean deletes() {
      return true;
    }

    @Override
    public void done() {
      events.add("end");
    }
  }

  @Test
  void severalChunksAreDeletedAtATime() {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 100).chunkSize(1).fillValue(-1);
    CephDataset data =
        (CephDataset) pool.createDataset("data", spec, NDArray.arange(DType.INT32, 100));
    List<String> events = new ArrayList<>();
    data.walk(
        LongStream.range(10, 100)
            .<ChunkStep>mapToObj(i -> new Deleting(new long[] {i}, events))
            .iterator());
    assertTrue(events.indexOf("end") > INFLIGHT / 2, events::toString);
    assertEquals(180, events.size());
    assertEquals(10, data.countStoredChunks());
    assertEquals(NDArray.arange(DType.INT32, 10), data.get(":10"));
    assertEquals(NDArray.full(DType.INT32, -1, 90), data.get("10:"));
  }

  @Test
  void clearingADatasetThatWasDeletedIsAnError() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 3), 1);
    ChunkStep step = new Deleting(new long[] {0}, new ArrayList<>());
    pool.deleteDataset("data");
    Clusters.assertRefused(() -> ((CephDataset) data).walk(List.of(step).iterator()), "'data'");
    assertTrue(RawRados.shared().list("pool").isEmpty());
  }
}
