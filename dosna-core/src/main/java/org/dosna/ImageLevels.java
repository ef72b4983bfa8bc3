package org.dosna;

import java.util.List;

/**
 * What datasets of a group are that show one image, each coarser than the one before: for formats
 * that can say so to viewers, as OME-Zarr does. Immutable.
 *
 * @param unit what is measured along each axis, for instance {@code micrometer}; empty where
 *     nothing is known
 * @param levels the datasets, the finest first
 */
public record ImageLevels(List<String> unit, List<Level> levels) {
  /**
   * Levels.
   *
   * @param unit for each axis
   * @param levels the finest first
   * @throws DosnaException if there are none, or their numbers of axes differ
   */
  public ImageLevels {
    unit = List.copyOf(Arguments.require("unit", unit));
    levels = List.copyOf(Arguments.require("levels", levels));
    int ndim = unit.size();
    if (levels.isEmpty()
        || levels.stream()
            .anyMatch(level -> level.step.size() != ndim || level.start.size() != ndim)) {
      throw new DosnaException(
          "An image has one level or more, with a step and a start for each of its axes, not "
              + levels
              + " for "
              + ndim
              + " units");
    }
  }

  /**
   * One dataset.
   *
   * @param dataset its name in the group
   * @param step how far its elements lie apart along each axis
   * @param start where its first element lies along each axis
   */
  public record Level(String dataset, List<Double> step, List<Double> start) {
    /**
     * A dataset.
     *
     * @param dataset its name
     * @param step for each axis
     * @param start for each axis
     */
    public Level {
      Arguments.require("dataset", dataset);
      step = List.copyOf(Arguments.require("step", step));
      start = List.copyOf(Arguments.require("start", start));
    }
  }
}
