package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dosna.ChunkException;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Interrupting the thread that called an operation. */
class InterruptTest extends ThreadsTestBase {
  private static final int JOBS = 3;

  private final Set<Thread> inFunction = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();

  /** Goes on alone until the helpers have come. */
  private ChunkFunction watched(ChunkFunction function) {
    Thread caller = Thread.currentThread();
    return (block, where) -> {
      calls.incrementAndGet();
      inFunction.add(Thread.currentThread());
      try {
        boolean alone = Thread.currentThread() == caller && inFunction.size() < JOBS;
        return alone ? block : function.apply(block, where);
      } finally {
        inFunction.remove(Thread.currentThread());
      }
    };
  }

  private static Thread interrupting(Thread caller, BooleanSupplier when) {
    Thread thread =
        new Thread(
            () -> {
              await(when);
              caller.interrupt();
            });
    thread.start();
    return thread;
  }

  /** Asserts that nothing is begun any more, that the flag is set, and that all goes on. */
  private void assertStopped(Pool pool) {
    assertTrue(Thread.interrupted(), "the flag is restored");
    assertEquals(Set.of(), inFunction);
    int before = calls.get();
    Dataset other = pool.createDataset("other", NDArray.arange(DType.INT32, 300), 1);
    assertEquals(299 * 150, other.sum().longValue());
    assertFalse(Thread.interrupted());
    assertEquals(before, calls.get());
  }

  @Test
  void functionsThatSleepAreWoken() throws Exception {
    Dataset huge = createHuge(createPool(JOBS));
    Thread caller = Thread.currentThread();
    ChunkFunction sleeping =
        watched(
            (block, where) -> {
              TimeUnit.DAYS.sleep(1);
              return block;
            });
    Thread other =
        interrupting(
            caller,
            () ->
                inFunction.size() == JOBS
                    && inFunction.stream()
                        .allMatch(t -> t.getState() == Thread.State.TIMED_WAITING));
    ChunkException e = assertThrows(ChunkException.class, () -> huge.apply(sleeping));
    assertTrue(hasCause(e, InterruptedException.class));
    assertStopped(huge.pool());
    other.join();
  }

  @Test
  void functionsThatDoNotListenAreWaitedFor() throws Exception {
    Dataset huge = createHuge(createPool(JOBS));
    Thread caller = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    ChunkFunction busy =
        watched(
            (block, where) -> {
              await(interrupted::get);
              return block;
            });
    Thread other =
        new Thread(
            () -> {
              await(() -> inFunction.size() == JOBS);
              caller.interrupt();
              interrupted.set(true);
            });
    other.start();
    DosnaException e = assertThrows(DosnaException.class, () -> huge.apply(busy));
    assertSays(e, "apply", "interrupted", "stay done");
    assertStopped(huge.pool());
    other.join();
  }

  /** The caller has no more to do and waits; the helpers are interrupted in its place. */
  @Test
  void aCallerThatWaitsForItsHelpersIsWoken() throws Exception {
    Pool pool = createPool(JOBS);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 200), 1);
    Thread caller = Thread.currentThread();
    ChunkFunction sleeping =
        (block, where) -> {
          inFunction.add(Thread.currentThread());
          try {
            if (Thread.currentThread() != caller) {
              TimeUnit.DAYS.sleep(1);
            }
            // So that helpers come while there is still something to do.
            Thread.sleep(1);
            await(() -> where.origin()[0] < 150 || inFunction.size() == JOBS);
            return block;
          } finally {
            inFunction.remove(Thread.currentThread());
          }
        };
    Thread other = interrupting(caller, () -> caller.getState() == Thread.State.WAITING);
    ChunkException e = assertThrows(ChunkException.class, () -> data.apply(sleeping));
    assertTrue(hasCause(e, InterruptedException.class));
    assertStopped(pool);
    other.join();
  }

  @Test
  void whoIsInterruptedBeforeBeginsNothing() {
    Pool pool = createPool(JOBS);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 200), 1);
    Thread.currentThread().interrupt();
    DosnaException e = assertThrows(DosnaException.class, () -> data.set("...", 3));
    assertSays(e, "set", "interrupted");
    assertStopped(pool);
    assertEquals(NDArray.arange(DType.INT32, 200), data.get());
  }

  @Test
  void whatWasBeingMadeIsRemoved() {
    Pool pool = createPool(JOBS);
    Dataset huge = createHuge(pool);
    Thread caller = Thread.currentThread();
    ChunkFunction interrupting =
        watched(
            (block, where) -> {
              caller.interrupt();
              return block;
            });
    assertThrows(DosnaException.class, () -> huge.map(interrupting, "map"));
    assertFalse(pool.hasDataset("map"));
    assertStopped(pool);
  }
}
