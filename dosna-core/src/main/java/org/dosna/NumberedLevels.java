package org.dosna;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Datasets that show one image as their names and shapes say, where nothing else says it. */
final class NumberedLevels {
  private NumberedLevels() {}

  /** Those of a group: {@code 0}, {@code 1} and so on, as far as each is smaller than the last. */
  static Optional<ImageLevels> in(Group group) {
    if (!group.hasDataset("0") || !group.hasDataset("1")) {
      return Optional.empty();
    }
    DatasetSpec last = group.getDataset("0").spec();
    int ndim = last.grid().ndim();
    double[] step = new double[ndim];
    Arrays.fill(step, 1);
    List<ImageLevels.Level> levels = new ArrayList<>(List.of(level(0, step)));
    for (int n = 1; group.hasDataset(Integer.toString(n)); n++) {
      DatasetSpec next = group.getDataset(Integer.toString(n)).spec();
      if (!isCoarser(next.shape(), last.shape())) {
        break;
      }
      for (int axis = 0; axis < ndim; axis++) {
        // The last box may reach outside.
        step[axis] *= Math.ceil((double) last.grid().shape(axis) / next.grid().shape(axis));
      }
      levels.add(level(n, step));
      last = next;
    }
    return Optional.of(new ImageLevels(Collections.nCopies(ndim, ""), levels));
  }

  private static boolean isCoarser(long[] shape, long[] before) {
    boolean fits = shape.length == before.length && !Arrays.equals(shape, before);
    for (int axis = 0; fits && axis < shape.length; axis++) {
      fits = shape[axis] > 0 && shape[axis] <= before[axis];
    }
    return fits;
  }

  private static ImageLevels.Level level(int number, double[] step) {
    return new ImageLevels.Level(
        Integer.toString(number),
        Arrays.stream(step).boxed().toList(),
        Collections.nCopies(step.length, 0.0));
  }
}
