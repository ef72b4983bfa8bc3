package org.dosna.plan;

import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.Transfer;

/**
 * Plans that do not store chunks of nothing but fill value, bit for bit: such a chunk reads the
 * same when there is none.
 */
public final class SparsePlan {
  private SparsePlan() {}

  /**
   * Leaves out such chunks, and deletes what is stored in their place.
   *
   * @param plan writes to a dataset
   * @param spec what the dataset is made of
   * @return the plan, after which the dataset reads the same
   */
  public static ChunkPlan of(ChunkPlan plan, DatasetSpec spec) {
    return of(plan, spec, true);
  }

  /**
   * Leaves out such chunks of a dataset in which nothing is stored yet.
   *
   * @param plan writes to a new dataset, or to a new part of one
   * @param spec what the dataset is made of
   * @return the plan, after which the dataset reads the same
   */
  public static ChunkPlan ofNew(ChunkPlan plan, DatasetSpec spec) {
    return of(plan, spec, false);
  }

  private static ChunkPlan of(ChunkPlan plan, DatasetSpec spec, boolean deletes) {
    NDArray fill = spec.fillElement();
    return plan.with(steps -> new MappedSteps(steps, step -> new SparseStep(step, fill, deletes)));
  }

  private static final class SparseStep extends FilterStep {
    private final NDArray fill;
    private final boolean deletesFill;
    private boolean isFill;

    SparseStep(ChunkStep in, NDArray fill, boolean deletesFill) {
      super(in);
      this.fill = fill;
      this.deletesFill = deletesFill;
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      Optional<Transfer> written = in.work();
      isFill = written.filter(part -> part.replacesChunk() && part.isFilledWith(fill)).isPresent();
      return isFill ? Optional.empty() : written;
    }

    @Override
    public boolean deletes() {
      return isFill ? deletesFill : in.deletes();
    }

    @Override
    public void deleted(boolean existed) {
      if (!isFill) {
        in.deleted(existed);
      }
    }
  }
}
