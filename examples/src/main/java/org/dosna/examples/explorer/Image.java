package org.dosna.examples.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.ImageLevels;
import org.dosna.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset, with those that show the same from further away.
 *
 * @param levels the dataset itself, then the coarser ones
 */
record Image(List<Level> levels) {
  private static final Logger LOG = LoggerFactory.getLogger(Image.class);
  private static final double ROUNDING = 1e-6;

  /**
   * A dataset of it.
   *
   * @param dataset the dataset
   * @param steps how many elements of the first one lie between two of it, on each axis
   */
  record Level(Dataset dataset, long[] steps) {
    long step(Optional<Integer> axis) {
      return axis.map(a -> steps[a]).orElse(1L);
    }
  }

  /** The dataset of a path, with the levels that a group around it has from there on. */
  static Image of(Pool pool, String path) {
    Dataset dataset = pool.getDataset(path);
    List<Level> levels = new ArrayList<>(List.of(new Level(dataset, ones(dataset.ndim()))));
    for (int end = path.length(); end >= 0 && levels.size() == 1; ) {
      end = end == 0 ? -1 : Math.max(0, path.lastIndexOf('/', end - 1));
      if (end >= 0) {
        levels.addAll(coarser(dataset, pool, path, end));
      }
    }
    return new Image(levels);
  }

  private static long[] ones(int ndim) {
    long[] ones = new long[ndim];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Those of the group in which a path begins, unless they cannot be opened. */
  private static List<Level> coarser(Dataset finest, Pool pool, String path, int end) {
    try {
      Group group = end == 0 ? pool : pool.group(path.substring(0, end));
      String name = path.substring(end == 0 ? 0 : end + 1);
      return group.levels().map(all -> coarser(finest, group, all, name)).orElse(List.of());
    } catch (DosnaException e) {
      LOG.warn("'{}' is shown without coarser levels: {}", path, e.getMessage());
      return List.of();
    }
  }

  private static List<Level> coarser(Dataset finest, Group group, ImageLevels image, String name) {
    List<ImageLevels.Level> all = image.levels();
    int first = all.stream().map(ImageLevels.Level::dataset).toList().indexOf(name);
    List<Level> found = new ArrayList<>();
    for (int n = first + 1; first >= 0 && n < all.size(); n++) {
      ImageLevels.Level level = all.get(n);
      steps(all.get(first), level)
          .filter(steps -> steps.length == finest.ndim())
          .ifPresent(steps -> found.add(new Level(group.getDataset(level.dataset()), steps)));
    }
    return found;
  }

  /** How many elements of one level lie between two of another; empty if not whole ones. */
  private static Optional<long[]> steps(ImageLevels.Level fine, ImageLevels.Level coarse) {
    long[] steps = new long[fine.step().size()];
    for (int axis = 0; axis < steps.length; axis++) {
      double ratio = coarse.step().get(axis) / fine.step().get(axis);
      steps[axis] = Math.round(ratio);
      if (steps[axis] < 1 || Math.abs(ratio - steps[axis]) > ROUNDING) {
        return Optional.empty();
      }
    }
    return Optional.of(steps);
  }

  Dataset dataset() {
    return levels.get(0).dataset();
  }

  /** The coarsest level that still has an element every so many steps on the axes of a plane. */
  Level at(Plane plane, long step) {
    Level found = levels.get(0);
    for (Level level : levels) {
      if (step % level.step(plane.rows()) == 0 && step % level.steps()[plane.columns()] == 0) {
        found = level;
      }
    }
    return found;
  }
}
