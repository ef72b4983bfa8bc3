package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs things at the same time, each in a thread of its own. */
final class Race {
  /** What one thread does. */
  interface Runner {
    void run(int thread) throws Exception;
  }

  private Race() {}

  /** Starts all threads at once and waits for all; the first failure is the test's. */
  static void run(int threads, Runner runner) throws Exception {
    List<Throwable> failures = failures(threads, runner);
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " of " + threads + " failed", failures.get(0));
    }
  }

  /** Starts all threads at once and waits for all. */
  static List<Throwable> failures(int threads, Runner runner) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  runner.run(thread);
                  return null;
                }));
      }
      List<Throwable> failures = new ArrayList<>();
      for (Future<?> result : results) {
        try {
          result.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
      return failures;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Asserts that exactly one thread succeeds and that the others fail in the expected way. */
  static void oneWins(int threads, Class<? extends Throwable> losersGet, Runner runner)
      throws InterruptedException {
    List<Throwable> failures = failures(threads, runner);
    for (Throwable failure : failures) {
      if (!losersGet.isInstance(failure)) {
        throw new AssertionError("a loser should get " + losersGet.getSimpleName(), failure);
      }
    }
    assertEquals(threads - 1, failures.size(), "number of losers");
  }
}
