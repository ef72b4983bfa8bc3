package org.dosna.copy;

import java.nio.Buffer;
import org.dosna.element.PrimitiveKind;
import org.dosna.element.Rows;
import org.dosna.element.SideBySideRows;

/**
 * Boxes of several chunks that lie side by side in one array, copied together: row by row of the
 * array, through all chunks, before the next row. So the array is walked in the order in which it
 * lies in memory, which takes little more than half the time of going through it once per chunk.
 */
public final class SideBySide {
  private final PrimitiveKind kind;
  private final Object array;
  private final StridedBox first;
  private final Buffer[] chunks;
  private final SideBySideRows beside;

  /**
   * Boxes to be copied together.
   *
   * @param kind what the array holds
   * @param array the array that they share
   * @param boxes boxes of which each {@link StridedBox#isBeside is beside} the one before
   * @param chunks views of their chunks
   * @param firstSlots of each view the chunk's slot that is its first one
   */
  public SideBySide(
      PrimitiveKind kind, Object array, StridedBox[] boxes, Buffer[] chunks, int[] firstSlots) {
    this.kind = kind;
    this.array = array;
    this.first = boxes[0];
    this.chunks = chunks;
    int[] chunkOffset = new int[boxes.length];
    int[] arrayOffset = new int[boxes.length];
    int[] length = new int[boxes.length];
    for (int n = 0; n < boxes.length; n++) {
      chunkOffset[n] = boxes[n].chunkFirst() - first.chunkFirst() - firstSlots[n];
      arrayOffset[n] = boxes[n].arrayFirst() - first.arrayFirst();
      length[n] = boxes[n].rowLength();
    }
    this.beside = new SideBySideRows(chunkOffset, arrayOffset, length);
  }

  /** Copies from the chunks into the array. */
  public void fromChunks() {
    Rows rows = first.fromChunk();
    first.forEachPlane((c, a) -> kind.getRows(chunks, c, array, a, rows, beside));
  }

  /** Copies from the array into the chunks. */
  public void toChunks() {
    Rows rows = first.toChunk();
    first.forEachPlane((c, a) -> kind.putRows(array, a, chunks, c, rows, beside));
  }
}
