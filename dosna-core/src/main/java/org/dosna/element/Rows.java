package org.dosna.element;

/**
 * Rows of slots that move from one place to another: how many there are, how long they are and how
 * far apart their slots and they themselves lie, in slots.
 *
 * @param count number of rows
 * @param length number of slots in a row
 * @param fromStep distance between the slots of a row that are read; may be negative or 0
 * @param toStep distance between the slots of a row that are written; may be negative
 * @param fromStride distance between rows read; may be negative or 0
 * @param toStride distance between rows written; may be negative
 */
public record Rows(int count, int length, int fromStep, int toStep, int fromStride, int toStride) {
  /**
   * Whether a row is contiguous on both sides.
   *
   * @return true if it can be moved as a block
   */
  public boolean areDense() {
    return fromStep == 1 && toStep == 1;
  }

  /** One contiguous row. */
  static Rows one(int length) {
    return new Rows(1, length, 1, 1, 0, 0);
  }

  /** The first ones of these rows. */
  Rows some(int rowCount) {
    return new Rows(rowCount, length, fromStep, toStep, fromStride, toStride);
  }
}
