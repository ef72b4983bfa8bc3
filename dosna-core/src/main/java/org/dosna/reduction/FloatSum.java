package org.dosna.reduction;

import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.fold.PairwiseSum;
import org.dosna.indexing.Part;

/** The sum of floating point elements, in double. */
public final class FloatSum implements Reduction<Double> {
  /** Stateless. */
  public FloatSum() {}

  @Override
  public Double ofBlock(NDArray block, Part part) {
    int count = (int) block.size();
    return block.dtype() == DType.FLOAT32
        ? PairwiseSum.of((float[]) block.array(), 0, count)
        : PairwiseSum.of((double[]) block.astype(DType.FLOAT64).array(), 0, count);
  }

  @Override
  public Double ofEqual(NDArray element, long count, long[] position) {
    return element.getDouble() * count;
  }

  @Override
  public Double combine(Double first, Double second) {
    return first + second;
  }
}
