package org.dosna.backend.hdf5.format.array;

import org.dosna.DType;
import org.dosna.NDArray;

/** Casts as HDF5 does: integers do not wrap but go to the nearest that there is. */
final class Casts {
  private Casts() {}

  static NDArray clip(NDArray array, DType dtype) {
    if (!isInteger(array.dtype()) || !isInteger(dtype)) {
      return array.astype(dtype);
    }
    boolean huge = array.dtype() == DType.UINT64;
    int bits = 8 * dtype.itemSize();
    boolean signed = dtype.numpy().charAt(1) == 'i';
    long min = signed ? Long.MIN_VALUE >> (Long.SIZE - bits) : 0;
    long max = signed ? ~min : bits == Long.SIZE ? Long.MAX_VALUE : (1L << bits) - 1;
    NDArray from = array.reshape(array.size());
    NDArray to = NDArray.zeros(dtype, array.size());
    for (long i = 0; i < array.size(); i++) {
      long value = from.getLong(i);
      boolean above = huge && value < 0;
      if (above && dtype == DType.UINT64) {
        to.setLong(value, i);
      } else {
        to.setLong(above ? max : Math.max(min, Math.min(max, value)), i);
      }
    }
    return to.reshape(array.shape());
  }

  private static boolean isInteger(DType dtype) {
    char kind = dtype.numpy().charAt(1);
    return kind == 'i' || kind == 'u';
  }
}
