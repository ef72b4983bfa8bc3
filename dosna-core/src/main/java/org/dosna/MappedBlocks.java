package org.dosna;

import java.util.Arrays;
import java.util.List;
import org.dosna.plan.FunctionCall;

/**
 * What a function gives for the blocks of several sources.
 *
 * @param sources the sources; broadcast to the shape
 * @param function is called for each block
 * @param dtype the dtype to which its results are cast
 * @param shape the shape
 */
record MappedBlocks(List<Lazy> sources, BlocksFunction function, DType dtype, long[] shape)
    implements ArraySource {
  static MappedBlocks of(List<ArraySource> sources, BlocksFunction function, DatasetSpec spec) {
    long[] shape = spec.shape();
    List<Lazy> lazy = sources.stream().map(Lazy::of).toList();
    for (Lazy source : lazy) {
      if (!Arrays.equals(ArrayMath.common(shape, source.shape()), shape)) {
        throw new InvalidSliceException(
            "A source of shape "
                + Arrays.toString(source.shape())
                + " cannot be broadcast to the shape "
                + Arrays.toString(shape));
      }
    }
    return new MappedBlocks(lazy, function, spec.dtype(), shape);
  }

  @Override
  public void read(long[] origin, NDArray into) {
    Region where = new Region(origin, into.shape());
    List<NDArray> blocks = sources.stream().map(source -> source.broadcast(where)).toList();
    NDArray result =
        FunctionCall.call((first, region) -> function.apply(blocks, region), into, where);
    into.set(result);
  }
}
