package org.dosna.backend.hdf5;

import java.util.Arrays;
import org.dosna.DosnaException;

/** The sizes of arrays. */
final class Box {
  private Box() {}

  /**
   * The size of an array in bytes.
   *
   * @throws DosnaException if it is more than a file can hold
   */
  static long byteCount(long[] shape, int itemSize) {
    if (Arrays.stream(shape).anyMatch(length -> length == 0)) {
      return 0;
    }
    try {
      return Arrays.stream(shape).reduce(itemSize, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new DosnaException(
          "An array of shape "
              + Arrays.toString(shape)
              + " with elements of "
              + itemSize
              + " bytes is too large: a file holds at most 2^63-1 bytes",
          e);
    }
  }
}
