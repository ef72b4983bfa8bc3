package org.dosna.copy;

import java.util.List;
import org.dosna.element.Rows;

/**
 * Elements that lie in a chunk and in an array, each in its place. What is called the chunk is
 * dense; all positions are slots but where elements are named. Immutable.
 */
public sealed interface Places permits StridedBox, Runs {
  /** What is done with rows. */
  interface RowAction {
    /**
     * Does it.
     *
     * @param rows how they lie
     * @param chunkPosition the chunk's slot at which they begin
     * @param arrayPosition the array's slot at which they begin
     */
    void at(Rows rows, int chunkPosition, int arrayPosition);
  }

  /** What is done with a span of the chunk. */
  interface SpanAction {
    /**
     * Does it.
     *
     * @param first its first slot
     * @param count its number of slots
     */
    void at(int first, int count);
  }

  /** Asks something about a row in the array. */
  interface RowTest {
    /**
     * Asks it.
     *
     * @param start the slot at which the row begins
     * @param count the number of slots
     * @param stride how far apart they lie
     * @return the answer
     */
    boolean test(int start, int count, int stride);
  }

  /**
   * How many there are.
   *
   * @return number of elements
   */
  int elements();

  /**
   * The first element in the chunk.
   *
   * @return its position in the chunk
   */
  int firstElement();

  /**
   * Visits all rows on their way from chunk to array.
   *
   * @param action what is done with some of them that lie side by side
   */
  void fromChunk(RowAction action);

  /**
   * Visits all rows on their way from array to chunk; those of the same element in order.
   *
   * @param action what is done with some of them that lie side by side
   */
  void toChunk(RowAction action);

  /**
   * The same places in the array, for a chunk of a single element, which is repeated.
   *
   * @return places that begin in the chunk's first slot
   */
  Places repeating();

  /**
   * Places that are these together, each inside a span of the chunk.
   *
   * @param maxSpan the most elements from the first to the last of one of them
   * @return in the order of the chunk
   */
  List<? extends Places> pieces(int maxSpan);

  /**
   * Visits the spans of the chunk that hold all elements, in the order of their beginnings; they
   * may overlap.
   *
   * @param maxGap elements that lie at most so many slots apart may be one span
   * @param action what is done with each
   */
  void forEachSpan(int maxGap, SpanAction action);

  /**
   * Whether something is so for every row in the array.
   *
   * @param test asks it, until the answer is no
   * @return true if it is, or there are no rows
   */
  boolean everyRow(RowTest test);
}
