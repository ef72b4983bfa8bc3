package org.dosna;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.indexing.ChunkPart;
import org.dosna.plan.PartTransfers;
import org.dosna.spi.Transfer;

/**
 * A function and the dataset whose blocks it gets.
 *
 * @param view what the function gets: all of a dataset, as large as it is when mapping begins
 * @param function the function
 * @param halo how far beyond a block it sees, if at all
 */
record Mapping(DatasetView view, ChunkFunction function, Optional<Halo> halo) {
  /**
   * What the function gives for the block that is to become a part of another dataset, on its way
   * there: straight from the function's result, without the halo around it.
   */
  Transfer transfer(ChunkPart part, DatasetSpec target) {
    Region block = new Region(part.origin(), part.shape());
    return halo.map(around -> withHalo(around, block, part, target))
        .orElseGet(() -> PartTransfers.transfer(part, result(read(block), block, target)));
  }

  private Transfer withHalo(Halo around, Region block, ChunkPart part, DatasetSpec target) {
    HaloReader reader = new HaloReader(view, around);
    Region where = reader.extended(block.origin(), block.shape());
    NDArray result = result(reader.read(where), where, target);
    return PartTransfers.transfer(part, result, around.width());
  }

  private NDArray read(Region block) {
    NDArray data = NDArray.zeros(view.dtype(), block.shape());
    view.read(block.origin(), data);
    return data;
  }

  private NDArray result(NDArray data, Region where, DatasetSpec target) {
    return call(function, data, where).astype(target.dtype());
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
