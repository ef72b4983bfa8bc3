package org.dosna.examples.soak;

import java.util.Optional;

/** Interrupts a thread while it allows it, and remembers that. */
final class Interruption {
  private Optional<Thread> target = Optional.empty();
  private boolean happened;

  /** The calling thread may be interrupted from now on. */
  synchronized void begin() {
    target = Optional.of(Thread.currentThread());
    happened = false;
  }

  /** It may not any more; clears its flag. */
  synchronized void end() {
    target = Optional.empty();
    Thread.interrupted();
  }

  /** Interrupts it, if it may be interrupted now. */
  synchronized void interrupt() {
    target.ifPresent(Thread::interrupt);
    happened |= target.isPresent();
  }

  /** Whether it was interrupted since it allowed it. */
  synchronized boolean happened() {
    return happened;
  }
}
