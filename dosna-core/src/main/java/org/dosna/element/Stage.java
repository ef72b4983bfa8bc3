package org.dosna.element;

import java.nio.Buffer;

/**
 * A small array between a byte buffer and short rows. A buffer is copied from in bulk calls, each
 * of which costs as much as copying a kilobyte: many rows in one call and then row by row from an
 * array takes less than half the time of a call for each row. One per thread.
 */
final class Stage {
  /** The length of the array. */
  static final int SLOTS = 4096;

  /** Rows of this length and longer are not worth it. */
  static final int MIN_DIRECT_ROW = 32;

  /** Rows that lie further apart are not worth it. */
  private static final int MAX_STRIDE = 256;

  private final RowLoops loops;
  private final Object slots;

  /**
   * A stage.
   *
   * @param slots an array of {@link #SLOTS}
   */
  Stage(RowLoops loops, Object slots) {
    this.loops = loops;
    this.slots = slots;
  }

  /** Whether rows are to be read from a buffer through a stage. */
  static boolean servesGet(Rows rows) {
    return rows.areDense()
        && rows.count() > 1
        && rows.length() < MIN_DIRECT_ROW
        && rows.fromStride() >= rows.length()
        && rows.fromStride() <= MAX_STRIDE;
  }

  /** Whether rows are to be written to a buffer through a stage: they leave no gap there. */
  static boolean servesPut(Rows rows) {
    return rows.areDense()
        && rows.count() > 1
        && rows.length() < MIN_DIRECT_ROW
        && rows.toStride() == rows.length()
        && rows.toStride() <= MAX_STRIDE;
  }

  void getRows(Buffer from, int i, Object to, int j, Rows rows) {
    int stride = rows.fromStride();
    int most = SLOTS / stride;
    for (int row = 0; row < rows.count(); row += most) {
      Rows some = rows.some(Math.min(most, rows.count() - row));
      int span = (some.count() - 1) * stride + some.length();
      loops.getRows(from, i + row * stride, slots, 0, Rows.one(span));
      loops.copyRows(slots, 0, to, j + row * rows.toStride(), some);
    }
  }

  void putRows(Object from, int i, Buffer to, int j, Rows rows) {
    int stride = rows.toStride();
    int most = SLOTS / stride;
    for (int row = 0; row < rows.count(); row += most) {
      Rows some = rows.some(Math.min(most, rows.count() - row));
      loops.copyRows(from, i + row * rows.fromStride(), slots, 0, some);
      loops.putRows(slots, 0, to, j + row * stride, Rows.one(some.count() * stride));
    }
  }
}
