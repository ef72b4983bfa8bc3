package org.dosna.backend.hdf5.format.array;

/** The elements of a dataset. Thread safe. */
@FunctionalInterface
interface Elements {
  /**
   * Reads a box.
   *
   * @param origin its first element; it lies inside the dataset
   * @param box its shape, without an axis of length 0
   * @param place where it goes
   */
  void read(long[] origin, long[] box, Place place);
}
