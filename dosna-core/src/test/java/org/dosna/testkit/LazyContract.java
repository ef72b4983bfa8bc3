package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.ArraySource;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.LayeredCluster;
import org.dosna.Lazy;
import org.dosna.NDArray;
import org.dosna.NDArrays;
import org.dosna.Operator;
import org.junit.jupiter.api.Test;

/**
 * Expressions over datasets, views, arrays and numbers. The model is the same in memory, which is
 * compared with numpy elsewhere.
 */
abstract class LazyContract extends StoreContract {
  private static final List<DType> TYPES =
      List.of(
          DType.BOOL,
          DType.INT8,
          DType.UINT16,
          DType.INT32,
          DType.UINT64,
          DType.FLOAT32,
          DType.of(">f8"));

  /** An expression, and what it gives. */
  private record Both(Lazy lazy, NDArray array) {}

  private Both leaf(String name, long[] shape, Cases cases) {
    long[] own = shape.clone();
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = cases.between(0, 4) == 0 ? Math.min(1, own[axis]) : own[axis];
    }
    DType dtype = cases.oneOf(TYPES.toArray(DType[]::new));
    NDArray array = NDArray.random(dtype.nativeOrder(), cases.between(0, 999), own);
    if (cases.between(0, 2) == 0) {
      return new Both(Lazy.of(array), array);
    }
    Dataset dataset = pool.createDataset(name, array, cases.chunkSize(own));
    ArraySource source = cases.oneOf(dataset, dataset.view());
    return new Both(Lazy.of(source), array);
  }

  private Both random(String name, long[] shape, int depth, Cases cases) {
    if (depth == 0) {
      return leaf(name, shape, cases);
    }
    Both a = random(name + "a", shape, depth - 1, cases);
    Operator operator = cases.oneOf(Operator.values());
    try {
      if (operator.operands() == 1) {
        return new Both(a.lazy().apply(operator), a.array().apply(operator));
      }
      if (cases.between(0, 3) == 0) {
        Object number = cases.oneOf(3, 0.5, true, 1.0f);
        return new Both(a.lazy().apply(operator, number), a.array().apply(operator, number));
      }
      Both b = random(name + "b", shape, depth - 1, cases);
      return cases.between(0, 5) == 0
          ? new Both(a.lazy().where(b.lazy(), 2), NDArrays.where(a.array(), b.array(), 2))
          : new Both(a.lazy().apply(operator, b.lazy()), a.array().apply(operator, b.array()));
    } catch (DosnaException e) {
      // Not defined for bool, say: the same is refused of both.
      DType to = cases.oneOf(DType.FLOAT32, DType.INT16);
      return new Both(a.lazy().astype(to), a.array().astype(to));
    }
  }

  @Test
  void expressionsGiveWhatTheyGiveInMemory() {
    Cases cases = new Cases(1);
    for (int i = 0; i < Effort.times(60); i++) {
      long[] shape = cases.shape();
      Both both = random("x" + i, shape, cases.between(0, 3), cases);
      NDArray expected = both.array();
      String what = i + ": " + both.lazy();
      assertEquals(expected.dtype(), both.lazy().dtype(), what);
      assertArrayEquals(expected.shape(), both.lazy().shape(), what);
      assertSame(expected, both.lazy().get(), what);
      Dataset made = both.lazy().into(pool, "made" + i);
      assertSame(expected, made.get(), what);
      String slices = cases.slices(expected.shape());
      assertSame(expected.get(slices), both.lazy().get(slices), what + slices);
      String more = cases.slices(expected.get(slices).shape());
      Lazy view = both.lazy().view(slices).view(more);
      assertSame(expected.get(slices).get(more), view.get(), what + slices + more);
      int axis = cases.between(0, expected.ndim() - 1);
      assertSame(expected.count(axis), both.lazy().count(axis).get(), what);
      if (expected.size() > 0) {
        assertSame(expected.argMax(axis), both.lazy().argMax(axis).get(), what);
        assertSame(expected.max(), both.lazy().max().get(), what);
        assertSame(
            expected.max(axis).reshape(-1),
            both.lazy().max(axis).keepDims().into(pool, "max" + i).get().reshape(-1),
            what);
      }
    }
  }

  /** One NaN is as good as another. */
  private static void assertSame(NDArray expected, NDArray actual, String what) {
    assertEquals(expected.dtype(), actual.dtype(), what);
    assertArrayEquals(expected.shape(), actual.shape(), what);
    if (!expected.equals(actual)) {
      assertArrayEquals(expected.toDoubles(), actual.toDoubles(), what);
    }
  }

  @Test
  void aFlatFieldIsCorrectedInOnePass() {
    NDArray scan = NDArray.random(DType.UINT16, 1, 6, 20, 30);
    NDArray dark = NDArray.random(DType.UINT16, 2, 20, 30);
    NDArray flat = NDArray.random(DType.UINT16, 3, 20, 30);
    pool.createDataset("scan", scan, 2, 8, 8);
    pool.createDataset("dark", dark, 7, 30);
    pool.createDataset("flat", flat, 20, 11);
    AtomicInteger reads = new AtomicInteger();
    Dataset read =
        connect(
                new LayeredCluster(
                    store.newCluster(),
                    dataset ->
                        step -> {
                          reads.incrementAndGet();
                          return step;
                        }))
            .getPool(POOL)
            .getDataset("scan");
    Lazy background = Lazy.of(pool.getDataset("dark"));
    Lazy corrected =
        read.lazy()
            .astype(DType.INT32)
            .minus(background)
            .divide(pool.getDataset("flat").lazy().astype(DType.INT32).minus(background))
            .astype(DType.FLOAT32);
    assertEquals(DType.FLOAT32, corrected.dtype());
    assertEquals(0, reads.get());
    Dataset made = corrected.into(pool, "corrected");
    assertEquals(mine(36), reads.get());
    assertArrayEquals(new int[] {2, 8, 8}, made.chunkSize());
    NDArray signed = dark.astype(DType.INT32);
    NDArray expected =
        scan.astype(DType.INT32)
            .minus(signed)
            .divide(flat.astype(DType.INT32).minus(signed))
            .astype(DType.FLOAT32);
    assertEquals(expected, made.get());
    assertTrue(corrected.toString().contains("float32 [6, 20, 30]"), corrected::toString);
  }

  @Test
  void aFunctionGetsBlocksOfSeveralSources() {
    NDArray a = NDArray.random(DType.INT32, 1, 9, 10);
    NDArray b = NDArray.random(DType.INT16, 2, 10);
    Dataset first = pool.createDataset("a", a, 4, 3);
    Dataset second = pool.createDataset("b", b, 7);
    Dataset made =
        first.map(
            (blocks, where) -> {
              assertArrayEquals(where.shape(), blocks.get(1).shape());
              return blocks.get(0).plus(blocks.get(1)).minus(blocks.get(2));
            },
            List.of(second, Lazy.of(second).times(2)),
            "c",
            DType.INT64);
    assertEquals(a.plus(b).minus(b.times(2)).astype(DType.INT64), made.get());
    assertArrayEquals(new int[] {4, 3}, made.chunkSize());
    ChunkException failed =
        assertRefused(
            ChunkException.class, () -> first.map((blocks, where) -> b, List.of(), "d"), "[10]");
    assertTrue(failed.getMessage().contains("shape"), failed::getMessage);
    assertTrue(!pool.hasDataset("d"));
    assertRefused(
        InvalidSliceException.class,
        () -> second.map((blocks, where) -> b, List.of(first), "d"),
        "[9, 10]",
        "[10]");
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedAtOnce() {
    Dataset ints = createInts("ints", shape(4, 6), 2, 3);
    NDArray other = NDArray.zeros(DType.INT32, 5);
    assertRefused(
        InvalidSliceException.class, () -> ints.lazy().plus(other), "[4, 6]", "[5]", "broadcast");
    assertRefused(DosnaException.class, () -> ints.lazy().plus(1L << 40), "1099511627776");
    assertRefused(DosnaException.class, () -> ints.lazy().plus("text"), "text");
    assertRefused(DosnaException.class, () -> ints.lazy().plus(1).get("[1, 2]"), "lists");
    assertRefused(InvalidSliceException.class, () -> ints.lazy().plus(1).get("9"), "9");
    assertEquals(ints.get("[1, 2]"), ints.lazy().get("[1, 2]"));
  }
}
