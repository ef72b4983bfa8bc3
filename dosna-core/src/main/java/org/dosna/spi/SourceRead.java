package org.dosna.spi;

import java.util.Iterator;

/**
 * What a step needs of another dataset before its work: parts of that one's chunks, read into an
 * array of the step's own. Those of several steps are read together, in one lane, where that is
 * faster; a step that was not read for reads for itself. Used by one thread at a time.
 */
public interface SourceRead {
  /**
   * The dataset that is read.
   *
   * @return where the {@link #steps} are to be walked
   */
  ChunkedArray source();

  /**
   * The memory that it takes from {@link #steps} on.
   *
   * @return bytes
   */
  long bytes();

  /**
   * The steps that read, each a mere copy; a chunk may occur in several. Makes the array that they
   * read into.
   *
   * @return a new iterator
   */
  Iterator<ChunkStep> steps();

  /** Hears that all steps were walked, so that the work need not read. */
  void arrived();
}
