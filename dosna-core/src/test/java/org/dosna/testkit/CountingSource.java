package org.dosna.testkit;

import java.util.concurrent.atomic.AtomicLong;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.NDArray;

/** A source that computes its elements, remembers what was asked of it, and fails where told to. */
final class CountingSource implements ArraySource {
  private final long[] shape;
  private final long[] failingElement;
  private final RuntimeException failure;
  private final AtomicLong largest = new AtomicLong();
  private final AtomicLong total = new AtomicLong();

  /** Never fails. */
  CountingSource(long... shape) {
    this(null, new long[shape.length], shape);
  }

  /** Fails when the box that is read holds a given element. */
  CountingSource(RuntimeException failure, long[] failingElement, long... shape) {
    this.failure = failure;
    this.failingElement = failingElement;
    this.shape = shape;
  }

  @Override
  public DType dtype() {
    return DType.INT64;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** All elements in memory. */
  NDArray all() {
    NDArray all = NDArray.zeros(DType.INT64, shape);
    fill(new long[shape.length], all);
    return all;
  }

  /** The largest number of elements that was read at once. */
  long largest() {
    return largest.get();
  }

  /** The number of elements read. */
  long total() {
    return total.get();
  }

  @Override
  public void read(long[] origin, NDArray into) {
    boolean fails = failure != null;
    for (int axis = 0; axis < shape.length; axis++) {
      long end = origin[axis] + into.shape()[axis];
      fails &= origin[axis] <= failingElement[axis] && failingElement[axis] < end;
    }
    if (fails) {
      throw failure;
    }
    largest.accumulateAndGet(into.size(), Math::max);
    total.addAndGet(into.size());
    fill(origin, into);
  }

  /** Every element is its position, written in C order. */
  private void fill(long[] origin, NDArray into) {
    long[] values = (long[]) into.array();
    long[] box = into.shape();
    for (int i = 0; i < values.length; i++) {
      long rest = i;
      long value = 0;
      long weight = 1;
      for (int axis = box.length - 1; axis >= 0; axis--) {
        value += (origin[axis] + rest % box[axis]) * weight;
        rest /= box[axis];
        weight *= shape[axis];
      }
      values[i] = value;
    }
  }
}
