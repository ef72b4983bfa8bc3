package org.dosna;

import java.util.Arrays;

/**
 * Something with a dtype and a shape of which boxes can be read: an {@link NDArray}, a {@link
 * Dataset}, a file. What {@link Dataset#load} and {@link Pool#createDataset(String, ArraySource,
 * int...)} take; they ask for one chunk after the other, so a source may be larger than memory.
 */
public interface ArraySource {
  /**
   * The dtype of the elements.
   *
   * @return the dtype, in the byte order in which they are stored
   */
  DType dtype();

  /**
   * The length of each axis.
   *
   * @return a copy
   */
  long[] shape();

  /**
   * Reads a box. May be called by several threads at once.
   *
   * @param origin the box's first position, one value per axis
   * @param into an array of the box's shape and of this source's dtype in native order; gets the
   *     elements
   * @throws InvalidSliceException if the box is not inside the shape
   * @throws DosnaException if the elements cannot be read, or {@code into} has another dtype
   */
  void read(long[] origin, NDArray into);

  /**
   * Checks the array that a read is to fill.
   *
   * @param source what is read
   * @param into the array to be filled
   * @throws DosnaException if its dtype is not the source's in native order
   */
  static void requireDType(ArraySource source, NDArray into) {
    Arguments.require("source", source);
    Arguments.require("into", into);
    if (source.dtype().nativeOrder() != into.dtype()) {
      throw new DosnaException(
          "Elements of dtype "
              + source.dtype()
              + " cannot be read into an array of dtype "
              + into.dtype()
              + " and shape "
              + Arrays.toString(into.shape())
              + "; make one of dtype "
              + source.dtype().nativeOrder());
    }
  }
}
