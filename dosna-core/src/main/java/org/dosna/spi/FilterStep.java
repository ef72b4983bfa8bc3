package org.dosna.spi;

import java.util.Optional;
import org.dosna.Arguments;

/**
 * A step that forwards everything to another one: what engines extend that add something to each
 * step. May be used by one thread at a time, as any step.
 */
public abstract class FilterStep implements ChunkStep {
  /** The step that does the work. */
  protected final ChunkStep in;

  /**
   * Wraps a step.
   *
   * @param in the step that does the work
   */
  protected FilterStep(ChunkStep in) {
    this.in = Arguments.require("in", in);
  }

  @Override
  public String operation() {
    return in.operation();
  }

  @Override
  public long[] index() {
    return in.index();
  }

  @Override
  public boolean isCopy() {
    return in.isCopy();
  }

  @Override
  public boolean callsUser() {
    return in.callsUser();
  }

  @Override
  public Optional<SourceRead> source() {
    return in.source();
  }

  @Override
  public Optional<Transfer> input() {
    return in.input();
  }

  @Override
  public void requireCurrent() {
    in.requireCurrent();
  }

  @Override
  public Optional<Transfer> work() throws Exception {
    return in.work();
  }

  @Override
  public boolean deletes() {
    return in.deletes();
  }

  @Override
  public void deleted(boolean existed) {
    in.deleted(existed);
  }

  @Override
  public void done() {
    in.done();
  }
}
