package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Runs things at the same time, each in a thread of its own. */
final class Race {
  /** What a thread does in a round. */
  interface Runner {
    void run(int thread, int round) throws Exception;
  }

  /** What a thread does when there is but one round. */
  interface Sprinter {
    void run(int thread) throws Exception;
  }

  private static final long NAP_NANOS = 100_000;

  private final int threads;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();

  private Race(int threads) {
    this.threads = threads;
  }

  /** Starts all threads at once and waits for all. */
  static void run(int threads, Sprinter sprinter) throws Exception {
    rounds(threads, 1, (thread, round) -> sprinter.run(thread));
  }

  /** Starts all threads at once, round after round. The first failure ends the race. */
  static void rounds(int threads, int rounds, Runner runner) throws Exception {
    Race race = new Race(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        results.add(
            pool.submit(
                () -> {
                  race.runRounds(thread, rounds, runner);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
    } finally {
      race.broken.set(true);
      pool.shutdownNow();
    }
  }

  /** Asserts that in each round one thread succeeds, and the others fail in the expected way. */
  static void oneWins(int threads, int rounds, Class<? extends Exception> losersGet, Runner runner)
      throws Exception {
    AtomicIntegerArray winners = new AtomicIntegerArray(rounds);
    rounds(
        threads,
        rounds,
        (thread, round) -> {
          try {
            runner.run(thread, round);
            winners.incrementAndGet(round);
          } catch (Exception e) {
            if (!losersGet.isInstance(e)) {
              throw e;
            }
          }
        });
    for (int round = 0; round < rounds; round++) {
      assertEquals(1, winners.get(round), "winners of round " + round);
    }
  }

  private void runRounds(int thread, int rounds, Runner runner) throws Exception {
    try {
      for (int round = 0; round < rounds && meet(round); round++) {
        runner.run(thread, round);
      }
    } catch (Exception | Error e) {
      broken.set(true);
      throw e;
    }
  }

  /**
   * Waits for all, asleep: one may be long in coming, and needs the processor. Then once more,
   * awake: threads that have slept would start one after the other.
   */
  private boolean meet(int round) {
    return all(arrived, round, () -> LockSupport.parkNanos(NAP_NANOS))
        && all(ready, round, Thread::yield);
  }

  private boolean all(AtomicInteger here, int round, Runnable pause) {
    here.incrementAndGet();
    while (here.get() < (round + 1) * threads && !broken.get()) {
      pause.run();
    }
    return !broken.get();
  }
}
