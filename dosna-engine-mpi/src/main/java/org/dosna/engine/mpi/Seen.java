package org.dosna.engine.mpi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dosna.DosnaException;

/** Waits for what another rank has changed: stores may show it to this process a little later. */
final class Seen {
  /** A network file system may keep what it knows of a folder for a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration SHORT_PATIENCE = Duration.ofMillis(100);

  /** So many times a short patience are the whole one. */
  static final int LOOKS = (int) PATIENCE.dividedBy(SHORT_PATIENCE);

  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

  private Seen() {}

  /** Waits until something is there. */
  static <T> T found(String what, Supplier<Optional<T>> look) {
    long begin = System.nanoTime();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (isOver(begin, PATIENCE)) {
        throw new DosnaException(
            what
                + " was created by the root, but is not seen here "
                + PATIENCE.toSeconds()
                + " s later; do all ranks reach the same store?");
      }
      LockSupport.parkNanos(LOOK_NANOS);
      found = look.get();
    }
    return found.get();
  }

  /** Waits until a change is seen, for so long that others must have changed it again. */
  static void changed(BooleanSupplier look) {
    await(look, PATIENCE);
  }

  /** Waits a moment for something to go; returns whether it is still there. */
  static boolean remains(BooleanSupplier isThere) {
    return !await(() -> !isThere.getAsBoolean(), SHORT_PATIENCE);
  }

  private static boolean await(BooleanSupplier look, Duration patience) {
    long begin = System.nanoTime();
    boolean seen = look.getAsBoolean();
    while (!seen && !isOver(begin, patience)) {
      LockSupport.parkNanos(LOOK_NANOS);
      seen = look.getAsBoolean();
    }
    return seen;
  }

  private static boolean isOver(long begin, Duration patience) {
    return System.nanoTime() - begin > patience.toNanos();
  }
}
