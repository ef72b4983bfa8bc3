package org.dosna.spi;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.dosna.Arguments;

/**
 * Some steps, each replaced by what is made of it when it is asked for. Used by one thread at a
 * time.
 *
 * @param steps the steps
 * @param change gives the step that takes a step's place
 */
public record MappedSteps(Iterator<ChunkStep> steps, UnaryOperator<ChunkStep> change)
    implements Iterator<ChunkStep> {
  /**
   * Refuses null.
   *
   * @param steps the steps
   * @param change gives the step that takes a step's place
   */
  public MappedSteps {
    Arguments.require("steps", steps);
    Arguments.require("change", change);
  }

  @Override
  public boolean hasNext() {
    return steps.hasNext();
  }

  @Override
  public ChunkStep next() {
    return change.apply(steps.next());
  }
}
