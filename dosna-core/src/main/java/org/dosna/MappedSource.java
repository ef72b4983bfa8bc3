package org.dosna;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a function makes of a dataset, computed when it is read.
 *
 * @param view what the function gets: all of a dataset, as large as it is when mapping begins
 * @param function the function
 * @param halo how far beyond a block it sees, if at all
 * @param dtype the dtype of the results
 */
record MappedSource(DatasetView view, ChunkFunction function, Optional<Halo> halo, DType dtype)
    implements ArraySource {
  @Override
  public long[] shape() {
    return view.shape();
  }

  @Override
  public void read(long[] origin, NDArray into) {
    long[] shape = into.shape();
    NDArray result;
    if (halo.isPresent()) {
      HaloReader reader = new HaloReader(view, halo.get());
      Region where = reader.extended(origin, shape);
      result = reader.cutBack(call(function, reader.read(where), where), shape);
    } else {
      NDArray block = NDArray.zeros(view.dtype(), shape);
      view.read(origin, block);
      result = call(function, block, new Region(origin, shape));
    }
    into.set("...", result);
  }

  /** Calls a function and checks what it returns. */
  static NDArray call(ChunkFunction function, NDArray block, Region where) {
    NDArray result;
    try {
      result = function.apply(block, where);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new DosnaException("the chunk function threw " + e, e);
    }
    if (result == null || !Arrays.equals(result.shape(), where.shape())) {
      throw new DosnaException(
          "the chunk function returned "
              + (result == null ? "null" : "an array of shape " + Arrays.toString(result.shape()))
              + " for the block "
              + where
              + "; the result must have the block's shape");
    }
    return result;
  }
}
