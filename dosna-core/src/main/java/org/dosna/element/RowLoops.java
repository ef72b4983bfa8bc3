package org.dosna.element;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The loops that move rows of slots between arrays of one primitive type and byte buffers. Java has
 * no generics over primitives, so there is one class per type, which differ in nothing else.
 */
interface RowLoops {
  /**
   * A byte buffer seen as slots in the buffer's byte order, from its position to its limit.
   *
   * @param bytes the buffer
   * @return a view of it, for {@link #getRows} and {@link #putRows}
   */
  Buffer view(ByteBuffer bytes);

  /** An array seen as a buffer. */
  Buffer view(Object array);

  /**
   * Copies rows from array to array.
   *
   * @param from source array
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  void copyRows(Object from, int i, Object to, int j, Rows rows);

  /**
   * Copies rows from a {@link #view} to an array.
   *
   * @param from source view
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  void getRows(Buffer from, int i, Object to, int j, Rows rows);

  /**
   * Copies rows from an array to a {@link #view}.
   *
   * @param from source array
   * @param i first slot read
   * @param to target view
   * @param j first slot written
   * @param rows how they lie
   */
  void putRows(Object from, int i, Buffer to, int j, Rows rows);

  /**
   * Copies rows of several views to an array: the first row of each, then the second of each.
   *
   * @param rows the first view's rows; dense
   */
  void getRows(Buffer[] from, int i, Object to, int j, Rows rows, SideBySideRows beside);

  /** Copies rows from an array to several views: the first row of each, then the second of each. */
  void putRows(Object from, int i, Buffer[] to, int j, Rows rows, SideBySideRows beside);
}
