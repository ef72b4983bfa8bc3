package org.dosna;

import java.util.Arrays;

/** What a function makes of a dataset, computed when it is read. */
record MappedSource(Dataset dataset, ChunkFunction function) implements ArraySource {
  @Override
  public DType dtype() {
    return dataset.dtype();
  }

  @Override
  public long[] shape() {
    return dataset.shape();
  }

  @Override
  public void read(long[] origin, NDArray into) {
    dataset.read(origin, into);
    NDArray result = call(function, into, new Region(origin, into.shape()));
    if (result != into) {
      into.set("...", result);
    }
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
