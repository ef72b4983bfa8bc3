package org.dosna.indexing;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Listed positions on one axis. */
final class ListParts implements AxisParts {
  private final LongUnaryOperator at;
  private final int chunkSize;

  /** The numbers of the positions, part by part, and where each part begins. */
  private final int[] order;

  private final int[] begin;

  /**
   * Parts positions.
   *
   * @param count how many there are
   * @param at gives each
   * @param chunkSize the length of a chunk
   * @param byChunk whether all of a chunk is one part; if not, the positions stay in order
   */
  ListParts(int count, LongUnaryOperator at, int chunkSize, boolean byChunk) {
    this.at = at;
    this.chunkSize = chunkSize;
    long[] chunks = new long[count];
    Arrays.setAll(chunks, n -> at.applyAsLong(n) / chunkSize);
    Groups groups = byChunk ? Groups.equal(chunks) : Groups.runs(chunks);
    this.order = groups.order();
    this.begin = groups.begin();
  }

  @Override
  public long size() {
    return begin.length - 1L;
  }

  private long chunk(int number) {
    return at.applyAsLong(order[begin[number]]) / chunkSize;
  }

  @Override
  public AxisPart part(long number) {
    int first = begin[(int) number];
    int[] inChunk = new int[begin[(int) number + 1] - first];
    long[] position = new long[inChunk.length];
    Arrays.setAll(position, n -> order[first + n]);
    Arrays.setAll(inChunk, n -> (int) (at.applyAsLong(position[n]) % chunkSize));
    return new AxisPart(chunk((int) number), inChunk, position);
  }

  @Override
  public long find(long chunk) {
    int low = 0;
    int high = (int) size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunk(middle) < chunk) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < size() && chunk(low) == chunk ? low : -1;
  }
}
