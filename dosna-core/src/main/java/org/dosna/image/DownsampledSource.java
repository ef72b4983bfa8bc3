package org.dosna.image;

import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.NDArray;

/**
 * A source made smaller, computed where it is read.
 *
 * @param finer the source
 * @param how what becomes of a box
 * @param factor the length of a box on each axis
 */
record DownsampledSource(ArraySource finer, Downsample how, int[] factor) implements ArraySource {
  @Override
  public DType dtype() {
    return finer.dtype();
  }

  @Override
  public long[] shape() {
    return Downsample.shape(finer.shape(), factor);
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    long[] shape = finer.shape();
    long[] begin = new long[shape.length];
    long[] box = new long[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      begin[axis] = origin[axis] * factor[axis];
      long end = (origin[axis] + into.shape()[axis]) * factor[axis];
      box[axis] = Math.min(shape[axis], end) - begin[axis];
    }
    NDArray read = NDArray.zeros(into.dtype(), box);
    finer.read(begin, read);
    into.set(how.of(read, factor));
  }
}
