package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.ChunkException;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions over chunks: {@code apply} changes a dataset, {@code map} makes another. */
abstract class FunctionContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);

  private Dataset data;

  @BeforeEach
  void createData() {
    data = createInts("data", shape(7, 10), 3, 4);
    data.load(DATA);
  }

  private static NDArray doubled(NDArray block, Region where) {
    int[] values = (int[]) block.array();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 2;
    }
    return block;
  }

  private static NDArray doubledData() {
    return doubled(DATA.get("..."), null);
  }

  @Test
  void applyReplacesTheElements() {
    data.apply(FunctionContract::doubled);
    assertEquals(doubledData(), reopen("data").get());
  }

  @Test
  void mapMakesAnotherDataset() {
    Dataset mapped = data.map(FunctionContract::doubled, "mapped");
    assertEquals("mapped", mapped.name());
    assertEquals(doubledData(), mapped.get());
    assertEquals(DATA, reopen("data").get());
    assertEquals(doubledData(), reopen("mapped").get());
    assertArrayEquals(data.chunkSize(), mapped.chunkSize());
    assertEquals(data.fillValue(), mapped.fillValue());
  }

  @Test
  void blocksEndAtTheShape() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ChunkFunction check =
        (block, where) -> {
          assertArrayEquals(where.shape(), block.shape());
          assertEquals(DATA.get(where.toString().replaceAll("[\\[\\]]", "")), block);
          seen.add(where.toString());
          return block;
        };
    data.apply(check);
    assertEquals(mine(9), seen.size());
    assertEquals(mine(9) > mine(8), seen.contains("[6:7, 8:10]"), seen.toString());
    seen.clear();
    data.map(check, "mapped");
    assertEquals(mine(9), seen.size());
  }

  @Test
  void missingChunksArriveAsFillValue() {
    Dataset sparse = createInts("sparse", shape(7, 10), 3, 4);
    sparse.set("0, 0", 5);
    sparse.apply(
        (block, where) -> {
          block.setLong(block.getLong(0, 0) + 10, 0, 0);
          return block;
        });
    NDArray expected = NDArray.full(DType.INT32, -1, 7, 10);
    expected.set("::3, ::4", 9);
    expected.set("0, 0", 15);
    assertEquals(expected, reopen("sparse").get());
  }

  @Test
  void aMissingChunkThatStaysFillValueIsNotStored() {
    Dataset sparse = createInts("sparse", shape(7, 10), 3, 4);
    sparse.set("0, 0", 5);
    sparse.apply((block, where) -> block);
    assertEquals(1, sparse.countStoredChunks());
    sparse.apply((block, where) -> NDArray.full(DType.INT32, -1, block.shape()));
    assertEquals(NDArray.full(DType.INT32, -1, 7, 10), reopen("sparse").get());
  }

  @Test
  void resultsAreCast() {
    data.apply((block, where) -> NDArray.full(DType.FLOAT64, 3.9, block.shape()));
    assertEquals(NDArray.full(DType.INT32, 3, 7, 10), reopen("data").get());
    Dataset mapped = data.map((b, w) -> NDArray.full(DType.INT8, -4, b.shape()), "mapped");
    assertEquals(NDArray.full(DType.INT32, -4, 7, 10), mapped.get());
  }

  /** Fails at the chunk [1, 2]. */
  private static ChunkFunction failing(Exception failure) {
    return (block, where) -> {
      if (where.origin()[0] == 3 && where.origin()[1] == 8) {
        throw failure;
      }
      return doubled(block, where);
    };
  }

  private boolean hasCause(Throwable e, Throwable cause) {
    return e != null && (isSame(cause, e) || hasCause(e.getCause(), cause));
  }

  @Test
  void aFailingFunctionStopsApply() {
    for (Exception failure : new Exception[] {new ArithmeticException("x"), new IOException("x")}) {
      data.load(DATA);
      ChunkException e =
          assertRefused(
              ChunkException.class,
              () -> data.apply(failing(failure)),
              "apply",
              "[1, 2]",
              "'data'");
      assertTrue(hasCause(e, failure), () -> "cause of " + e);
      assertEquals("data", e.dataset());
      assertArrayEquals(shape(1, 2), e.index());
      assertEquals(DATA.get("3:6, 8:"), reopen("data").get("3:6, 8:"));
    }
  }

  @Test
  void aFailingFunctionLeavesNothingOfMap() {
    for (Exception failure : new Exception[] {new ArithmeticException("x"), new IOException("x")}) {
      ChunkException e =
          assertRefused(ChunkException.class, () -> data.map(failing(failure), "mapped"), "[1, 2]");
      assertTrue(hasCause(e, failure), () -> "cause of " + e);
      assertArrayEquals(shape(1, 2), e.index());
      assertFalse(connect().getPool(POOL).hasDataset("mapped"));
      assertEquals(DATA, reopen("data").get());
    }
  }

  @Test
  void anErrorOfAFunctionIsNotSwallowed() {
    AssertionError error = new AssertionError("a bug of the user's");
    ChunkFunction broken =
        (block, where) -> {
          throw error;
        };
    Throwable applied = thrownBy(() -> data.apply(broken));
    assertTrue(hasCause(applied, error), () -> "thrown: " + applied);
    Throwable mapped = thrownBy(() -> data.map(broken, "mapped"));
    assertTrue(hasCause(mapped, error), () -> "thrown: " + mapped);
    assertFalse(connect().getPool(POOL).hasDataset("mapped"));
    assertEquals(DATA, reopen("data").get());
  }

  private static Throwable thrownBy(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  @Test
  void resultsOfAnotherShapeAreRefused() {
    ChunkFunction[] wrong = {
      (block, where) -> null,
      (block, where) -> block.reshape(-1),
      (block, where) -> NDArray.zeros(DType.INT32, 3, 5)
    };
    for (ChunkFunction function : wrong) {
      assertRefused(ChunkException.class, () -> data.apply(function), "function", "shape");
      assertRefused(ChunkException.class, () -> data.map(function, "mapped"), "function", "shape");
    }
    assertEquals(DATA, reopen("data").get());
    assertFalse(pool.hasDataset("mapped"));
  }

  @Test
  void aFunctionMayReadDatasets() {
    Dataset source = data.copy("source");
    data.apply(
        (block, where) -> {
          NDArray same = NDArray.zeros(DType.INT32, where.shape());
          source.read(where.origin(), same);
          assertEquals(same, block);
          data.read(where.origin(), same);
          assertEquals(same, block);
          return doubled(block, where);
        });
    assertEquals(doubledData(), reopen("data").get());
  }
}
