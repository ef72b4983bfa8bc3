package org.dosna.examples.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.Dataset;
import org.dosna.Group;
import org.dosna.ImageLevels;
import org.dosna.Pool;

/**
 * A dataset, with those that show the same from further away.
 *
 * @param levels the dataset itself, then the coarser ones
 */
record Image(List<Level> levels) {
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
        addCoarser(levels, pool, path.substring(0, end), path.substring(end == 0 ? 0 : end + 1));
      }
    }
    return new Image(levels);
  }

  private static long[] ones(int ndim) {
    long[] ones = new long[ndim];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void addCoarser(List<Level> levels, Pool pool, String path, String name) {
    Group group = path.isEmpty() ? pool : pool.group(path);
    List<ImageLevels.Level> all = group.levels().map(ImageLevels::levels).orElse(List.of());
    int first = all.stream().map(ImageLevels.Level::dataset).toList().indexOf(name);
    int ndim = levels.get(0).dataset().ndim();
    for (ImageLevels.Level level :
        first < 0 ? all.subList(0, 0) : all.subList(first + 1, all.size())) {
      long[] steps = new long[ndim];
      boolean isWhole = level.step().size() == ndim;
      for (int axis = 0; isWhole && axis < ndim; axis++) {
        double ratio = level.step().get(axis) / all.get(first).step().get(axis);
        steps[axis] = Math.round(ratio);
        isWhole = steps[axis] > 0 && Math.abs(ratio - steps[axis]) < 1e-6;
      }
      if (isWhole) {
        levels.add(new Level(group.getDataset(level.dataset()), steps));
      }
    }
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
