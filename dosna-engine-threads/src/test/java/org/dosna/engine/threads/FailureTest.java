package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.ArraySource;
import org.dosna.ChunkException;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** What happens when a step fails. */
class FailureTest extends ThreadsTestBase {
  private static final int JOBS = 4;

  private final Set<Thread> inFunction = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicInteger begunAfterwards = new AtomicInteger();

  /** Counts what is begun after the failure, and who is still in the function. */
  private ChunkFunction watched(ChunkFunction function) {
    return (block, where) -> {
      if (failed.get()) {
        begunAfterwards.incrementAndGet();
      }
      inFunction.add(Thread.currentThread());
      try {
        return function.apply(block, where);
      } finally {
        inFunction.remove(Thread.currentThread());
      }
    };
  }

  /** The caller fails when all helpers are in the function; they go on when it waits for them. */
  private ChunkFunction failingCaller(Exception failure, ChunkFunction helpersDo) {
    Thread caller = Thread.currentThread();
    return watched(
        (block, where) -> {
          if (Thread.currentThread() == caller) {
            if (inFunction.size() < JOBS) {
              return block;
            }
            failed.set(true);
            throw failure;
          }
          await(() -> failed.get() && caller.getState() == Thread.State.WAITING);
          return helpersDo.apply(block, where);
        });
  }

  @Test
  void aFailureOfTheCallerStopsTheHelpers() {
    Dataset huge = createHuge(createPool(JOBS));
    IOException failure = new IOException("disk on fire");
    ChunkException e =
        assertThrows(
            ChunkException.class, () -> huge.apply(failingCaller(failure, (block, w) -> block)));
    assertSame(failure, e.getCause().getCause());
    assertEquals("huge", e.dataset());
    assertSays(e, "apply", "'huge'", Arrays.toString(e.index()), "disk on fire");
    assertEquals(0, e.getSuppressed().length);
    assertEquals(0, begunAfterwards.get());
    assertEquals(Set.of(), inFunction);
  }

  @Test
  void otherFailuresAreSuppressed() {
    Dataset huge = createHuge(createPool(JOBS));
    ChunkFunction failing =
        failingCaller(
            new IOException("first"),
            (block, where) -> {
              throw new IllegalStateException("another at " + where);
            });
    ChunkException e = assertThrows(ChunkException.class, () -> huge.apply(failing));
    assertSays(e, "first");
    assertEquals(JOBS - 1, e.getSuppressed().length);
    for (Throwable other : e.getSuppressed()) {
      ChunkException suppressed = assertInstanceOf(ChunkException.class, other);
      assertInstanceOf(IllegalStateException.class, suppressed.getCause());
      assertTrue(!Arrays.equals(e.index(), suppressed.index()));
    }
    assertEquals(0, begunAfterwards.get());
  }

  @Test
  void aFailureOfAHelperStopsTheCaller() {
    Dataset huge = createHuge(createPool(2));
    Thread caller = Thread.currentThread();
    ChunkFunction failing =
        watched(
            (block, where) -> {
              if (Thread.currentThread() != caller) {
                await(() -> inFunction.contains(caller));
                failed.set(true);
                throw new IOException("helper");
              }
              if (!helpers().isEmpty()) {
                // Until the helper, having failed, waits for other work.
                Thread helper = helpers().get(0);
                await(() -> failed.get() && helper.getState() == Thread.State.TIMED_WAITING);
              }
              return block;
            });
    ChunkException e = assertThrows(ChunkException.class, () -> huge.apply(failing));
    assertSays(e, "helper");
    assertEquals(0, begunAfterwards.get());
  }

  @Test
  void noChunkIsWrittenAfterwards() {
    Dataset data = createPool(JOBS).createDataset("data", NDArray.zeros(DType.INT32, 3000), 1);
    ChunkFunction failing =
        failingCaller(
            new IOException("x"), (block, w) -> NDArray.full(DType.INT32, 1, block.shape()));
    assertThrows(ChunkException.class, () -> data.apply(failing));
    // The steps in work are finished, those of the helpers successfully.
    NDArray after = data.get();
    assertEquals(JOBS - 1, data.sum().longValue());
    assertEquals(after, data.get());
    data.set("...", 7);
    assertEquals(3000 * 7, data.sum().longValue());
  }

  /** In 10^12 chunks: steps are made when they are needed, of reductions, too. */
  @Test
  void aHugeOperationFailsAtOnce() {
    Dataset huge = createHuge(createPool(JOBS));
    AtomicInteger calls = new AtomicInteger();
    ChunkFunction failing =
        (block, where) -> {
          if (calls.incrementAndGet() >= 5) {
            throw new IOException("fifth");
          }
          return block;
        };
    assertSays(assertThrows(ChunkException.class, () -> huge.apply(failing)), "fifth");
    assertTrue(calls.get() < 5 + JOBS, calls + " calls");
    calls.set(0);
    ChunkException e =
        assertThrows(
            ChunkException.class,
            () -> huge.reduce((block, w) -> failing.apply(block, w).size(), Long::sum));
    assertSays(e, "fifth", "reduce");
    assertTrue(calls.get() < 5 + JOBS, calls + " calls");
    calls.set(0);
    assertThrows(ChunkException.class, () -> huge.map(failing, "map"));
    assertSays(assertThrows(ChunkException.class, () -> huge.load(broken())), "unplugged");
    assertEquals(0, huge.countStoredChunks());
  }

  private static ArraySource broken() {
    return new ArraySource() {
      @Override
      public DType dtype() {
        return DType.INT16;
      }

      @Override
      public long[] shape() {
        return new long[] {1_000_000, 1_000_000};
      }

      @Override
      public void read(long[] origin, NDArray into) {
        throw new IllegalStateException("unplugged");
      }
    };
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Dataset huge = createHuge(createPool(JOBS));
    AssertionError error = new AssertionError("a bug");
    ChunkFunction broken =
        (block, where) -> {
          if (helpers().size() < JOBS - 1) {
            return block;
          }
          throw error;
        };
    assertSame(error, assertThrows(AssertionError.class, () -> huge.apply(broken)));
    assertArrayEquals(new Throwable[0], error.getSuppressed());
  }

  @Test
  void theEngineWorksOnAfterAFailure() {
    Dataset data = createPool(JOBS).createDataset("data", DatasetSpec.of(DType.INT32, 500));
    Dataset huge = createHuge(data.pool());
    for (int i = 0; i < 20; i++) {
      int round = i;
      ChunkFunction failing =
          (block, where) -> {
            if (where.origin()[1] > 20 * round) {
              throw new IOException("x");
            }
            return block;
          };
      assertThrows(ChunkException.class, () -> huge.apply(failing));
      data.set("...", i);
      assertEquals(500L * i, data.sum().longValue());
    }
    assertTrue(helpers().size() < JOBS);
  }
}
