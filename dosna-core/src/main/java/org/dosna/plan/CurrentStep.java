package org.dosna.plan;

import org.dosna.DosnaException;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.Refresh;

/** A step of a plan that was made for what was known of a dataset while that is looked at. */
final class CurrentStep extends FilterStep {
  private final Refresh refresh;

  private CurrentStep(ChunkStep in, Refresh refresh) {
    super(in);
    this.refresh = refresh;
  }

  /** The same plan, none of whose steps is done if the look finds something else. */
  static ChunkPlan all(ChunkPlan plan, Refresh refresh) {
    return refresh == Refresh.DONE
        ? plan
        : plan.with(steps -> new MappedSteps(steps, step -> new CurrentStep(step, refresh)));
  }

  @Override
  public void requireCurrent() {
    if (!refresh.await()) {
      throw new DosnaException(operation() + " was begun for what the dataset is no more");
    }
  }
}
