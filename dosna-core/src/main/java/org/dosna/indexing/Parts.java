package org.dosna.indexing;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Parts of a selection, made when they are asked for.
 *
 * @param <P> their type
 */
public interface Parts<P extends Part> extends Iterable<P> {
  /**
   * How many there are.
   *
   * @return parts that the iterator yields; {@code Long.MAX_VALUE} if there are more
   */
  long size();

  /**
   * How many there are on one of the selection's own axes, if all combinations of those on each
   * axis are the parts. Of points all are on the first one.
   *
   * @param axis the axis
   * @return the number of parts
   */
  long size(int axis);

  /**
   * The parts from a given one on.
   *
   * @param first how many parts are left out, less than {@link #size} unless 0
   * @return a new iterator
   */
  Iterator<P> iterator(long first);

  /**
   * Which chunks belong together: parts of them come one after the other.
   *
   * @return compares two positions in the chunk grid; empty if each is alone
   */
  default Optional<BiPredicate<long[], long[]>> neighbours() {
    return Optional.empty();
  }

  @Override
  default Iterator<P> iterator() {
    return iterator(0);
  }
}
