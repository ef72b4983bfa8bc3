package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;

/**
 * One HDF5 dataset in a file open for reading; called array here, as a dataset is DosNa's.
 *
 * <p>Elements come as raw bytes in the byte order of the file, whatever the layout. Reading needs
 * memory for a buffer or a few HDF5 chunks, not for the array. Immutable and thread safe.
 */
final class Hdf5Array {
  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final byte[] fillValue;
  private final Layout layout;
  private final long dataAddress;
  private final Storage storage;

  Hdf5Array(
      String name,
      DType dtype,
      long[] shape,
      byte[] fillValue,
      Layout layout,
      long dataAddress,
      Storage storage) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape;
    this.fillValue = fillValue;
    this.layout = layout;
    this.dataAddress = dataAddress;
    this.storage = storage;
  }

  /** Type of the elements, with their byte order in the file. */
  DType dtype() {
    return dtype;
  }

  /** Length of each axis; none for a scalar. */
  long[] shape() {
    return shape.clone();
  }

  /** How the elements are stored. */
  Layout layout() {
    return layout;
  }

  /** Offset of contiguous data from the start of the file; it was checked that they lie inside. */
  long dataAddress() {
    if (layout != Layout.CONTIGUOUS) {
      throw new IllegalStateException("Dataset " + name + " is " + layout);
    }
    return dataAddress;
  }

  /** What unwritten elements read as: one element, in the byte order of the file. */
  byte[] fillValue() {
    return fillValue.clone();
  }

  /**
   * Reads a region into memory.
   *
   * @param origin its first element
   * @param region its shape, of less than 2 GiB
   * @return a heap buffer of the elements in C order, set to the byte order of the file
   * @throws InvalidSliceException if the region lies outside
   * @throws DosnaException if the region is too large, or the file cannot be read
   */
  ByteBuffer read(long[] origin, long[] region) {
    long size = Box.byteCount(region, dtype.itemSize());
    if (size > Integer.MAX_VALUE - 8) {
      throw new DosnaException(
          String.format("%d bytes of dataset %s do not fit into a buffer", size, name));
    }
    ByteBuffer elements = ByteBuffer.allocate((int) size);
    read(origin, region, (run, i) -> elements.position((int) i * dtype.itemSize()).put(run));
    return elements.rewind().order(dtype.byteOrder());
  }

  /**
   * Reads a region of any size, bit by bit.
   *
   * @param origin its first element
   * @param region its shape
   * @param sink receives every element once
   * @throws InvalidSliceException if the region lies outside
   * @throws DosnaException if the file cannot be read
   */
  void read(long[] origin, long[] region, RunSink sink) {
    boolean inside = origin.length == shape.length && region.length == shape.length;
    for (int axis = 0; inside && axis < shape.length; axis++) {
      inside = origin[axis] >= 0 && region[axis] >= 0 && origin[axis] <= shape[axis] - region[axis];
    }
    if (!inside) {
      throw new InvalidSliceException(
          String.format(
              "Region %s from %s on is not inside dataset %s of shape %s",
              Arrays.toString(region), Arrays.toString(origin), name, Arrays.toString(shape)));
    }
    try {
      storage.read(origin, region, sink);
    } catch (IOException e) {
      throw new DosnaException("Cannot read dataset " + name + ": " + e.getMessage(), e);
    }
  }

  /** Dtype, shape and place. */
  @Override
  public String toString() {
    return dtype + Arrays.toString(shape) + " " + name;
  }
}
