package org.dosna.plan;

import java.util.Arrays;
import org.dosna.ChunkFunction;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;

/** Calls chunk functions. */
public final class FunctionCall {
  private FunctionCall() {}

  /**
   * Calls a function and checks what it returns.
   *
   * @param function the function
   * @param block what it gets
   * @param where the block's region
   * @return what it gives, of the region's shape
   * @throws DosnaException if it fails, or gives something else
   */
  public static NDArray call(ChunkFunction function, NDArray block, Region where) {
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
