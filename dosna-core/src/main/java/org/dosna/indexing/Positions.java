package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.InvalidSliceException;

/** What integers mean: positions, of which negative ones count from the end. */
public final class Positions {
  private Positions() {}

  /**
   * The position that an integer means.
   *
   * @param index an integer; negative counts from the end
   * @param axis the axis, for the message
   * @param length the axis's length
   * @return the position, from 0 on
   * @throws InvalidSliceException if it is not inside
   */
  static long onAxis(long index, int axis, long length) {
    if (index < -length || index >= length) {
      throw outside("Index " + index, axis, length);
    }
    return index < 0 ? index + length : index;
  }

  /**
   * The positions that integers mean.
   *
   * @param indices integers; negative count from the end
   * @param axis the axis, for the message
   * @param length the axis's length
   * @return the positions, from 0 on; a new array
   * @throws InvalidSliceException if one is not inside
   */
  static long[] allOnAxis(long[] indices, int axis, long length) {
    long[] positions = new long[indices.length];
    for (int i = 0; i < positions.length; i++) {
      if (indices[i] < -length || indices[i] >= length) {
        throw outside("Index " + indices[i] + " at place " + i + " of a list", axis, length);
      }
      positions[i] = onAxis(indices[i], axis, length);
    }
    return positions;
  }

  private static InvalidSliceException outside(String index, int axis, long length) {
    return new InvalidSliceException(
        index
            + " is out of range for axis "
            + axis
            + " with length "
            + length
            + (length == 0 ? "" : "; allowed are " + -length + " to " + (length - 1)));
  }

  /**
   * The position of an element in a dense array.
   *
   * @param index one value per axis; negative counts from the end
   * @param shape the array's shape
   * @return the position in C order
   * @throws InvalidSliceException if there is no such element
   */
  public static long inArray(long[] index, long[] shape) {
    if (index.length != shape.length) {
      throw new InvalidSliceException(
          "An element of an array of shape "
              + Arrays.toString(shape)
              + " has "
              + shape.length
              + " indices, not "
              + index.length);
    }
    long position = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      position = position * shape[axis] + onAxis(index[axis], axis, shape[axis]);
    }
    return position;
  }
}
