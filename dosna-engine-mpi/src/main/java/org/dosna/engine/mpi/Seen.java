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

  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

  private Seen() {}

  /** Waits until something is there. */
  static <T> T found(String what, Supplier<Optional<T>> look) {
    long begin = System.nanoTime();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (isOver(begin)) {
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

  /** Waits until something is gone, or is there for so long that others must have made it anew. */
  static void gone(BooleanSupplier isThere) {
    long begin = System.nanoTime();
    while (isThere.getAsBoolean() && !isOver(begin)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static boolean isOver(long begin) {
    return System.nanoTime() - begin > PATIENCE.toNanos();
  }
}
