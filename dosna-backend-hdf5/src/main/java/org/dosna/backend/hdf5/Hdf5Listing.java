package org.dosna.backend.hdf5;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.DType;

/**
 * A dataset of an HDF5 file, as {@link Hdf5Source#list} finds it.
 *
 * @param path its path from the root group
 * @param dtype type of its elements, in the byte order of the file; none if it cannot be read
 * @param shape length of each axis, as the file has it: none for a scalar, which is read as one
 *     axis of length 1
 * @param chunks shape of its chunks in the file, if it has any
 * @param filters what its chunks went through when they were written, in that order
 * @param obstacle why it cannot be read; empty if it can
 */
public record Hdf5Listing(
    String path,
    Optional<DType> dtype,
    long[] shape,
    Optional<long[]> chunks,
    List<String> filters,
    String obstacle) {
  /**
   * Whether it can be opened.
   *
   * @return true if there is no obstacle
   */
  public boolean isReadable() {
    return obstacle.isEmpty();
  }

  /** One line: path, dtype, shape, chunks and filters, or the obstacle. */
  @Override
  public String toString() {
    if (!isReadable()) {
      return path + "  cannot be read: " + obstacle;
    }
    return path
        + "  "
        + dtype.map(DType::toString).orElse("")
        + " "
        + Arrays.toString(shape)
        + chunks.map(shape -> ", chunks " + Arrays.toString(shape)).orElse("")
        + (filters.isEmpty() ? "" : ", " + String.join(" + ", filters));
  }
}
