package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Chunk functions that use the engine themselves, several levels deep, from many callers. */
class NestingTest extends ThreadsTestBase {
  private static final int CALLERS = 6;
  private static final NDArray DATA = NDArray.arange(DType.INT64, 12, 12);

  /** Reads, writes, maps and reduces at each level, with blocks that do some work. */
  private static long sumBelow(Pool pool, String name, int levels) {
    Dataset data = pool.createDataset(name, DATA, 4, 4);
    ChunkFunction nested =
        (block, where) -> {
          String below = name + "-" + where.origin()[0] + "-" + where.origin()[1];
          long sum = levels == 0 ? data.sum().longValue() : sumBelow(pool, below, levels - 1);
          Dataset noted = pool.getDataset(name + "-notes");
          // The halo reaches one element before the block.
          noted.set((where.origin()[0] + 1) / 4 + ", " + (where.origin()[1] + 1) / 4, sum);
          assertEquals(DATA, data.get());
          return block;
        };
    DatasetSpec notes = DatasetSpec.of(DType.INT64, 3, 3).chunkSize(2, 2);
    Dataset noted = pool.createDataset(name + "-notes", notes);
    Dataset mapped = data.map(nested, Halo.of(1, 1), name + "-mapped");
    assertEquals(DATA, mapped.get());
    long sum = noted.sum().longValue();
    mapped.delete();
    noted.delete();
    data.delete();
    return sum;
  }

  private void assertNested(int jobs, int callers, int levels) throws Exception {
    Pool pool = connect(jobs).createPool("pool" + jobs);
    long expected = 143 * 72;
    for (int level = 0; level <= levels; level++) {
      expected *= 9;
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<Long>> tasks =
          IntStream.range(0, callers)
              .<Callable<Long>>mapToObj(i -> () -> sumBelow(pool, "data" + i, levels))
              .toList();
      for (Future<Long> result : threads.invokeAll(tasks)) {
        assertEquals(expected, result.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void manyCallersShareOneHelper() throws Exception {
    assertNested(2, CALLERS, 2);
  }

  @Test
  void fewCallersHaveManyHelpers() throws Exception {
    assertNested(8, 2, 2);
  }

  @Test
  void thereAreNoHelpers() throws Exception {
    assertNested(1, CALLERS, 1);
  }
}
