package org.dosna.spi;

import java.util.Arrays;
import java.util.List;
import org.dosna.element.Rows;

/**
 * Boxes of several chunks that lie side by side in one array, copied together: row by row of the
 * array, through all chunks, before the next row. So the array is walked in the order in which it
 * lies in memory, which takes little more than half the time of going through it once per chunk.
 */
final class SideBySide {
  private final StridedBox first;
  private final Object[] chunks;
  private final Object[] arrays;

  /** Where each box begins in its chunk and in the array, counted from where the first one does. */
  private final int[] chunkOffset;

  private final int[] arrayOffset;
  private final int[] rowLength;

  /**
   * Boxes to be copied together.
   *
   * @param array the array that they share
   * @param boxes boxes of which each {@link StridedBox#isBeside is beside} the one before
   * @param chunks their chunks' elements
   */
  SideBySide(Object array, List<StridedBox> boxes, List<?> chunks) {
    this.first = boxes.get(0);
    this.chunks = chunks.toArray();
    this.arrays = new Object[boxes.size()];
    Arrays.fill(arrays, array);
    this.chunkOffset = boxes.stream().mapToInt(b -> b.chunkFirst() - first.chunkFirst()).toArray();
    this.arrayOffset = boxes.stream().mapToInt(b -> b.arrayFirst() - first.arrayFirst()).toArray();
    this.rowLength = boxes.stream().mapToInt(StridedBox::rowLength).toArray();
  }

  void fromChunks() {
    Rows rows = first.fromChunk();
    first.forEachPlane(
        (c, a) -> copy(chunks, c, chunkOffset, arrays, a, arrayOffset, rowLength, rows));
  }

  void toChunks() {
    Rows rows = first.toChunk();
    first.forEachPlane(
        (c, a) -> copy(arrays, a, arrayOffset, chunks, c, chunkOffset, rowLength, rows));
  }

  private static void copy(
      Object[] from,
      int i,
      int[] fromOffset,
      Object[] to,
      int j,
      int[] toOffset,
      int[] rowLength,
      Rows rows) {
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      for (int n = 0; n < from.length; n++) {
        System.arraycopy(from[n], p + fromOffset[n], to[n], q + toOffset[n], rowLength[n]);
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }
}
