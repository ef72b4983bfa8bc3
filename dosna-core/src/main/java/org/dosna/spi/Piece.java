package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Arguments;
import org.dosna.NDArray;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.Places;

/**
 * A part of a {@link Transfer}, which moves between a chunk's bytes and its place in the array.
 * Immutable; may be used by any thread, the array's elements are not protected.
 */
public final class Piece {
  private final Places places;
  private final NDArray array;

  Piece(Places places, NDArray array) {
    this.places = places;
    this.array = array;
  }

  /**
   * The first element of the chunk that moves.
   *
   * @return its position in the chunk in C order
   */
  public int firstElement() {
    return places.firstElement();
  }

  /**
   * The size of the piece.
   *
   * @return number of elements that move
   */
  public int elements() {
    return places.elements();
  }

  /**
   * Copies from a chunk's bytes into the array.
   *
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position; at most {@link
   *     #firstElement}
   */
  public void fromChunk(ByteBuffer bytes, int first) {
    Arguments.require("bytes", bytes);
    BoxCopy.fromBytes(array.dtype().element(), places, bytes, first, array.array());
  }

  /**
   * Copies from the array into a chunk's bytes.
   *
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position; at most {@link
   *     #firstElement}
   */
  public void toChunk(ByteBuffer bytes, int first) {
    Arguments.require("bytes", bytes);
    BoxCopy.toBytes(array.dtype().element(), places, array.array(), bytes, first);
  }

  /**
   * The elements of the chunk that move, as contiguous runs.
   *
   * @param maxGap runs that lie at most this many elements apart are joined, what lies between
   *     included
   * @return the runs in ascending order
   */
  public List<Extent> extents(int maxGap) {
    int slots = array.dtype().element().slots();
    List<Extent> extents = new ArrayList<>();
    int[] run = {firstElement(), firstElement()};
    places.forEachSpan(
        Math.multiplyExact(maxGap, slots),
        (from, count) -> {
          int first = from / slots;
          if (first - run[1] > maxGap) {
            extents.add(new Extent(run[0], run[1] - run[0]));
            run[0] = first;
          }
          run[1] = Math.max(run[1], (from + count) / slots);
        });
    extents.add(new Extent(run[0], run[1] - run[0]));
    return extents;
  }
}
