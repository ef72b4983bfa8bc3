package org.dosna.indexing;

import java.util.Optional;

/**
 * A selection cut along a chunk grid, each chunk touched being one part.
 *
 * @param <P> the type of the parts
 */
public interface Cut<P extends Part> extends Parts<P> {
  /**
   * The part in a given chunk.
   *
   * @param index the chunk's position in the chunk grid
   * @return empty if nothing of it is selected
   */
  Optional<P> partIn(long[] index);

  /**
   * Compares chunks by their place in the order of the parts.
   *
   * @param index a chunk's position in the chunk grid
   * @param other another one's
   * @return less than, equal to or more than 0 as in {@link java.util.Comparator}
   */
  int compare(long[] index, long[] other);
}
