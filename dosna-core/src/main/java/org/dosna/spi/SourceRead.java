package org.dosna.spi;

import java.util.List;

/**
 * What a step needs of another dataset before its work. Where that is faster, several are read
 * together; a step that was not read for reads for itself. Used by one thread at a time.
 */
public interface SourceRead {
  /**
   * How many chunks of the other dataset may be on their way at once.
   *
   * @return 1 where reading waits for nobody
   */
  int inflight();

  /**
   * The memory that it takes once it was read.
   *
   * @return bytes
   */
  long bytes();

  /**
   * Whether it can be read together with another one.
   *
   * @param other what another step needs
   * @return true if both are of one dataset
   */
  boolean goesWith(SourceRead other);

  /**
   * Reads, so that the work need not. If that fails, it is as if it had not been called.
   *
   * @param others what goes with it, and is read in the same lane
   */
  void readWith(List<SourceRead> others);
}
