package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.RechunkPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Threads that are interrupted while they work. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class InterruptContract extends StoreContract {
  private static final int INTERRUPTS = Effort.times(200);
  private static final NDArray ONES = NDArray.full(DType.INT32, 1, 12, 10);

  /** Each leaves the dataset as it was: all ones. */
  private static List<Runnable> operations(Dataset ones) {
    return List.of(
        () -> assertEquals(ONES, ones.get()),
        () -> ones.set("...", 1),
        () -> ones.set("2:9, 1:8", ONES.get("2:9, 1:8")),
        () -> ones.load(ONES),
        () -> ones.apply((block, where) -> block),
        () -> assertEquals(120, ones.sum().longValue()),
        () -> assertEquals(1, ones.mean()),
        () -> ones.map((block, where) -> block, Halo.of(1, 1), "mapped").delete(),
        () -> ones.copy("copied").delete(),
        () -> ones.copy(ones.pool(), "rechunked", 5, 3).delete(),
        () -> ones.copy(ones.pool(), "passes", RechunkPlan.to(1, 10).withMemory(150)).delete(),
        () -> ones.attributes().set("n", 1),
        () -> assertEquals(12, ones.countStoredChunks()));
  }

  /** Deletes what an interrupted operation could not delete. */
  private static void tidy(Dataset ones) {
    for (String left : List.of("mapped", "copied", "rechunked", "passes")) {
      if (ones.pool().hasDataset(left)) {
        ones.pool().deleteDataset(left);
      }
    }
  }

  @Test
  void whoIsInterruptedIsToldSoAndNobodyElseIsDisturbed() throws Exception {
    if (cluster.group().size() > 1) {
      return; // collective calls are made in step: interrupting one rank stops all
    }
    Dataset ones = pool.createDataset("ones", ONES, 3, 4);
    Dataset undisturbed = reopen("ones");
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Thread> target = new AtomicReference<>();
    AtomicInteger interrupts = new AtomicInteger();
    Race.run(
        3,
        thread -> {
          if (thread == 0) {
            target.set(Thread.currentThread());
            try {
              while (interrupts.get() < INTERRUPTS) {
                operations(ones).forEach(InterruptContract::interrupted);
                Thread.interrupted();
                tidy(ones);
              }
            } finally {
              done.set(true);
              Thread.interrupted();
            }
          } else if (thread == 1) {
            while (!done.get()) {
              assertEquals(ONES, undisturbed.get());
              undisturbed.set("1:7, 3:", 1);
            }
          } else {
            while (!done.get()) {
              LockSupport.parkNanos(100_000L + 37_000L * (interrupts.get() % 29));
              if (target.get() != null) {
                target.get().interrupt();
                interrupts.incrementAndGet();
              }
            }
          }
        });
    assertEquals(ONES, reopen("ones").get());
  }

  /** Does something that may be interrupted. */
  private static void interrupted(Runnable operation) {
    try {
      operation.run();
    } catch (DosnaException e) {
      Thread.interrupted(); // that is how it ends
    }
  }
}
