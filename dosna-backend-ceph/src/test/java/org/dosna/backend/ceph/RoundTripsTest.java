package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.Dosna;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often an operation has to wait for the store before it can ask for more. */
@Tag("native")
class RoundTripsTest {
  /** Requests that were sent before the answer to any of the same trip was awaited. */
  private static final class Trips implements Request.Listener {
    private final Map<Request, Integer> trips = new HashMap<>();
    private int awaited;

    @Override
    public void sent(Request request) {
      trips.put(request, awaited + 1);
    }

    @Override
    public void awaited(Request request) {
      awaited = Math.max(awaited, trips.getOrDefault(request, 0));
    }

    /** How many one operation takes, whose requests are of one thread. */
    int of(Runnable operation) {
      trips.clear();
      awaited = 0;
      operation.run();
      return trips.values().stream().mapToInt(trip -> trip).max().orElse(0);
    }
  }

  private final Trips trips = new Trips();
  private final NDArray values = NDArray.random(DType.FLOAT32, 1, 8, 8, 8);
  private Cluster cluster;
  private Cluster others;
  private Dataset data;

  /** The same dataset, as another process sees it. */
  private Dataset theirs;

  @BeforeEach
  void create() {
    others = Clusters.connect();
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT32, 8, 8, 8).chunkSize(4, 4, 4);
    theirs = others.createPool("pool").createDataset("data", spec, values);
    connect("0");
  }

  private void connect(String cache) {
    String conf = MiniCeph.shared().confFile().toString();
    cluster =
        Dosna.with("ceph", "cpu")
            .cluster("mini", Options.of("conffile", conf, "cache", cache))
            .connect();
    Pool pool = cluster.getPool("pool");
    data = pool.getDataset("data");
  }

  @AfterEach
  void delete() {
    cluster.close();
    others.close();
    RawRados.shared().deletePools();
  }

  private int trips(Runnable operation) {
    ((CephPool) data.pool()).io().listen(trips);
    return trips.of(operation);
  }

  @Test
  void readingTakesOne() {
    assertEquals(1, trips(() -> data.get("1, 2, 3")));
    assertEquals(1, trips(() -> assertEquals(values, data.get())));
    assertEquals(1, trips(() -> data.get("::3, 1:7, 5")));
    DatasetView view = data.view("1:7, 2, :");
    assertEquals(1, trips(() -> assertEquals(values.get("1:7, 2, 3"), view.get(":, 3"))));
    assertEquals(1, trips(() -> data.get("2, 3, :", NDArray.zeros(DType.FLOAT32, 8))));
  }

  @Test
  void writingTakesOneToLookAndOneToWrite() {
    assertEquals(2, trips(() -> data.set("1, 2, 3", 4)));
    // Whoever renames the dataset may have copied a whole chunk before it was replaced.
    assertEquals(3, trips(() -> data.set("...", values)));
    assertEquals(2, trips(() -> data.set("1:7, 2:6, 3:5", 5)));
    DatasetView view = data.view("1:7, ...");
    assertEquals(2, trips(() -> view.set("0, 0, :", 6)));
    values.set("1:7, 2:6, 3:5", 5);
    values.set("1, 0, :", 6);
    assertEquals(values, theirs.get());
  }

  @Test
  void aMissingChunkIsBelievedWhenTheDatasetIsTheSameAfterwards() {
    data.deleteChunk(1, 1, 1);
    assertEquals(2, trips(() -> data.get("7, 7, 7")));
  }

  @Test
  void whatOthersChangeCostsTwoMoreOnce() {
    theirs.attributes().set("seen", 1);
    assertEquals(3, trips(() -> assertEquals(values, data.get())));
    assertEquals(1, trips(() -> data.get()));
    theirs.resize(8, 8, 9);
    assertEquals(values, data.get("..., :8"));
    theirs.resize(8, 8, 10);
    assertEquals(values, data.get(":, :, :8"));
    assertArrayEquals(new long[] {8, 8, 10}, data.shape());
  }

  @Test
  void nothingIsDoneForAShapeThatIsNoMore() {
    theirs.resize(8, 8, 6);
    NDArray into = NDArray.full(DType.FLOAT32, 7, 8, 8, 8);
    assertThrows(InvalidSliceException.class, () -> data.get("...", into));
    assertEquals(NDArray.full(DType.FLOAT32, 7, 8, 8, 8), into);
    theirs.resize(8, 8, 3);
    assertThrows(InvalidSliceException.class, () -> data.set(":, :, 3:6", into.get(":, :, :3")));
    assertThrows(InvalidSliceException.class, () -> data.set("0, 0, 5", 1));
    assertEquals(4, RawRados.shared().list("pool").stream().filter(n -> n.contains("/")).count());
    theirs.resize(8, 8, 8);
    assertEquals(values.get(":, :, :3"), data.get(":, :, :3"));
    assertEquals(NDArray.zeros(DType.FLOAT32, 8, 8, 5), data.get(":, :, 3:"));
  }

  @Test
  void nothingIsWrittenIntoADatasetThatIsNoMore() {
    theirs.delete();
    assertThrows(NotFoundException.class, () -> data.set("...", values));
    assertThrows(NotFoundException.class, () -> data.set("1, 2, 3", 1));
    assertThrows(NotFoundException.class, () -> data.get("1, 2, 3"));
    assertEquals(List.of(), RawRados.shared().list("pool"));
    theirs = others.getPool("pool").createDataset("data", theirs.spec(), values);
    assertThrows(NotFoundException.class, () -> data.set("...", 1));
    assertThrows(NotFoundException.class, () -> data.get());
    assertEquals(values, theirs.get());
  }

  @Test
  void whatIsCachedIsShownAsLongAsItIsTheSame() {
    cluster.close();
    connect("1M");
    assertEquals(values, data.get());
    assertEquals(values, data.get());
    theirs.set("1, 2, 3", 9);
    values.set("1, 2, 3", 9);
    assertEquals(values, data.get());
    theirs.resize(8, 8, 2);
    assertEquals(values.get("..., :2"), data.get());
  }
}
