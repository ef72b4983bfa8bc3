package org.dosna.spi;

import java.util.Iterator;
import java.util.function.Supplier;

/**
 * All steps of one operation on a dataset, each on another chunk, so that they may run in any order
 * and at once. Lazy: steps are made when they are asked for.
 *
 * @param operation what is done, such as {@code get}; for messages
 * @param shared whether the processes of a group share the steps (load, map, apply, clear); if not,
 *     each process runs its own plan (get, set)
 * @param size the number of steps; {@code Long.MAX_VALUE} if it is not known
 * @param unit how many consecutive steps one lane has to take together and in order; 1 unless the
 *     order of additions matters
 * @param source makes the steps
 */
public record ChunkPlan(
    String operation, boolean shared, long size, long unit, Supplier<Iterator<ChunkStep>> source) {
  /**
   * The steps.
   *
   * @return a new iterator over all steps; not thread safe
   */
  public Iterator<ChunkStep> steps() {
    return source.get();
  }
}
