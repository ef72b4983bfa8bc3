package org.dosna;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A box in a dataset.
 *
 * @param origin position of its first element, one value per axis
 * @param shape its length on each axis
 * @serial exclude
 */
public record Region(long[] origin, long[] shape) implements Serializable {
  /**
   * Refuses null.
   *
   * @param origin position of its first element, one value per axis
   * @param shape its length on each axis
   */
  public Region {
    Arguments.require("origin", origin);
    Arguments.require("shape", shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Region that
        && Arrays.equals(origin, that.origin)
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(origin) + Arrays.hashCode(shape);
  }

  /** As slices: {@code [0:64, 64:100]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int axis = 0; axis < origin.length; axis++) {
      text.append(axis == 0 ? "" : ", ").append(origin[axis]);
      text.append(':').append(origin[axis] + shape[axis]);
    }
    return text.append(']').toString();
  }
}
