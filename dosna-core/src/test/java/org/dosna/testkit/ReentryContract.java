package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dosna.ArraySource;
import org.dosna.ChunkException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Operations that are begun by the source or the function of another one. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ReentryContract extends StoreContract {
  /** A source of ones that does something before it gives each block. */
  private record Doing(Runnable action, long... shape) implements ArraySource {
    @Override
    public DType dtype() {
      return DType.INT32;
    }

    @Override
    public void read(long[] origin, NDArray into) {
      action.run();
      into.set("...", 1);
    }
  }

  /** What would wait for an operation that changes the dataset's shape. */
  private static Map<String, Runnable> waiting(Cluster cluster, Pool pool, Dataset data) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("resize", () -> data.resize(9, 9));
    calls.put("append", () -> data.append(NDArray.zeros(DType.INT32, 1, 4), 0));
    calls.put("delete", data::delete);
    calls.put("deleteDataset", () -> pool.deleteDataset("data"));
    calls.put("rename", () -> pool.rename("data", "other"));
    calls.put("deletePool", () -> cluster.deletePool(POOL));
    return calls;
  }

  @Test
  void whatWouldWaitForAnAppendIsRefusedInItsSource() {
    Dataset data = createInts("data", shape(3, 4), 2, 2);
    Cluster other = connect();
    Pool otherPool = other.getPool(POOL);
    Dataset otherData = otherPool.getDataset("data");
    if (resizes()) {
      waiting(cluster, pool, data).forEach((name, call) -> assertAppendRefuses(data, name, call));
      waiting(other, otherPool, otherData)
          .forEach((name, call) -> assertAppendRefuses(data, name, call));
      data.append(NDArray.full(DType.INT32, 1, 2, 4), 0);
      assertArrayEquals(shape(5, 4), reopen("data").shape());
    }
  }

  private void assertAppendRefuses(Dataset data, String name, Runnable call) {
    assertRefused(
        ChunkException.class,
        () -> data.append(new Doing(call, 40, 4), 0),
        "append",
        "'data'",
        name + " is refused",
        "afterwards");
    assertArrayEquals(shape(3, 4), reopen("data").shape());
  }

  @Test
  void whatWouldWaitForAnAppendIsRefusedInOperationsThatItsSourceBegins() {
    Dataset data = createInts("data", shape(3, 4), 2, 2);
    NDArray one = NDArray.zeros(DType.INT32, 1, 4);
    Dataset other = createInts("other", shape(40, 4), 2, 2);
    if (resizes()) {
      Doing inner = new Doing(() -> data.append(one, 0), 40, 4);
      Doing outer = new Doing(() -> other.load(inner), 40, 4);
      String refusal = cluster.group().size() == 1 ? "append is refused" : "collective";
      assertRefused(ChunkException.class, () -> data.append(outer, 0), refusal);
      Progress.Listener listener = progress -> data.append(one, 0);
      Doing source = new Doing(() -> {}, 40, 4);
      assertRefused(
          DosnaException.class,
          () -> Progress.report(listener, () -> data.append(source, 0)),
          "append is refused");
      assertArrayEquals(shape(3, 4), reopen("data").shape());
    }
  }

  @Test
  void whatDoesNotWaitIsDoneInTheSourceOfAnAppend() {
    Dataset data = createInts("data", shape(3, 4), 2, 2);
    data.set("...", 5);
    Dataset other = createInts("other", shape(3, 4), 2, 2);
    Runnable local =
        () -> {
          assertEquals(NDArray.full(DType.INT32, 5, 3, 4), data.get());
          data.set("0", 5);
          other.set("0, 0", 3);
        };
    Runnable others = () -> other.append(NDArray.full(DType.INT32, 2, 1, 4), 0);
    if (resizes()) {
      data.append(new Doing(local, 5, 4), 0);
      assertEquals(NDArray.full(DType.INT32, 1, 5, 4), reopen("data").get("3:"));
      assertEquals(3, reopen("other").get("0, 0").getLong());
      if (cluster.group().size() > 1) {
        assertRefused(
            DosnaException.class, () -> data.append(new Doing(others, 2, 4), 0), "collective");
      } else {
        data.append(new Doing(others, 2, 4), 0);
        // Two rows of 4 behind 8: two chunks are written.
        assertArrayEquals(shape(5, 4), reopen("other").shape());
      }
    }
  }

  @Test
  void functionsMayChangeOtherDatasets() {
    Dataset data = createInts("data", shape(2, 2), 2, 2);
    Dataset other = createInts("other", shape(1, 4), 2, 2);
    if (resizes() && cluster.group().size() == 1) {
      data.apply(
          (block, where) -> {
            other.append(NDArray.full(DType.INT32, 2, 1, 4), 0);
            other.resize(7, 4);
            return block;
          });
      assertArrayEquals(shape(7, 4), reopen("other").shape());
      data.apply(
          (block, where) -> {
            other.delete();
            return block;
          });
      assertFalse(connect().getPool(POOL).hasDataset("other"));
    }
  }
}
