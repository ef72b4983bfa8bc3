package org.dosna.spi;

import java.util.Optional;

/**
 * One step of a plan: what is done with one chunk. First the {@link #input}, if any, is read from
 * the chunk; then {@link #work} runs; then what it returned, if anything, is written to the chunk,
 * or the chunk is deleted, if the step {@link #deletes}. Then {@link #done} is called. {@code
 * input}, {@code work} and {@code done} are called once. What it needs of another dataset, its
 * {@link #source}, may have been read before, together with that of other steps.
 *
 * <p>A backend that keeps several requests in flight may read the input of later steps before it
 * works on earlier ones.
 */
public interface ChunkStep {
  /**
   * What this is a step of.
   *
   * @return for instance {@code get}; for messages
   */
  String operation();

  /**
   * The chunk.
   *
   * @return its position in the chunk grid, one value per axis
   */
  long[] index();

  /**
   * Whether the step only copies between its chunk and an array that is there anyway. A backend may
   * do several such steps together, without holding more memory.
   *
   * @return by default false
   */
  default boolean isCopy() {
    return false;
  }

  /**
   * Whether the step runs code of the user's, which may take any time. An engine with several
   * threads calls them at once for such steps, and only after a while for others.
   *
   * @return by default whether it is not a mere copy
   */
  default boolean callsUser() {
    return !isCopy();
  }

  /**
   * What the work needs of another dataset.
   *
   * @return by default nothing; the same at each call
   */
  default Optional<SourceRead> source() {
    return Optional.empty();
  }

  /**
   * What is read from the chunk before the work.
   *
   * @return by default nothing
   */
  default Optional<Transfer> input() {
    return Optional.empty();
  }

  /**
   * Waits until it is known that this step belongs to a plan for what the dataset is now. Called,
   * perhaps several times, before what was read is put in its place, and before anything is
   * written, deleted or reported; reading may begin before. By default nothing has to be waited
   * for.
   *
   * @throws RuntimeException if the dataset has changed: then nothing of the step may be done, and
   *     the operation begins anew
   */
  default void requireCurrent() {}

  /**
   * Does the work, after the input was read.
   *
   * @return what is to be written to the chunk; by default nothing
   * @throws Exception if the step fails
   */
  default Optional<Transfer> work() throws Exception {
    return Optional.empty();
  }

  /**
   * Whether the chunk is deleted after the work, which then returns nothing to be written. Asked
   * after the work.
   *
   * @return by default false
   */
  default boolean deletes() {
    return false;
  }

  /**
   * Hears what became of the chunk that was to be deleted; by default does nothing.
   *
   * @param existed false if it was not stored
   */
  default void deleted(boolean existed) {}

  /** Hears that all of the step is done, writing included; by default does nothing. */
  default void done() {}
}
