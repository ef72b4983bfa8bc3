package org.dosna.backend.hdf5;

import java.io.IOException;

/** Where the elements of an HDF5 dataset are, and how to get at those of a region. Thread safe. */
interface Storage {
  /**
   * Reads a region.
   *
   * @param origin its first element
   * @param shape its shape; the region lies inside the dataset
   * @param sink receives every element once
   * @throws IOException if the file cannot be read
   */
  void read(long[] origin, long[] shape, RunSink sink) throws IOException;
}
