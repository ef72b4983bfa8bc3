package org.dosna.spi;

/**
 * A look at a dataset's description that may still be on its way, while an operation goes on with
 * what was known before. May be shared by threads; to be awaited in any case.
 */
@FunctionalInterface
public interface Refresh {
  /** Nothing is on its way: what is known was looked at just now. */
  Refresh DONE = () -> true;

  /**
   * Waits for the answer.
   *
   * @return whether the description was, when the store answered, what was known when this began;
   *     if not, what is known now is newer. The same at each call
   * @throws RuntimeException if it cannot be looked at, as {@code refresh} throws it
   */
  boolean await();
}
