package org.dosna;

/** A dataset, or a view of one, whose reductions are computed when they are wanted. Immutable. */
public final class Lazy implements AlongAxes<LazyReduction> {
  private final DatasetView view;

  Lazy(DatasetView view) {
    this.view = view;
  }

  @Override
  public LazyReduction along(Along what) {
    return new LazyReduction(view, Arguments.require("what", what));
  }

  /** For instance {@code Lazy of DatasetView [10, 256] of ...}. */
  @Override
  public String toString() {
    return "Lazy of " + view;
  }
}
