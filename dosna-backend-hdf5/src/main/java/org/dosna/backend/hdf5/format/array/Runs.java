package org.dosna.backend.hdf5.format.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.AxisSelection;
import org.dosna.backend.hdf5.format.object.SavedSelection;

/** A selection as runs of neighbours on the last axis, in C order: slow, but for any selection. */
final class Runs {
  private static final int MAX_RUNS = 1 << 20;

  /** A run's first position, and its length. */
  record Run(long[] start, long length) {}

  private Runs() {}

  static List<Run> of(SavedSelection selection, long[] shape) {
    List<Run> runs = new ArrayList<>();
    List<AxisSelection> axes = selection.axes(shape);
    if (!axes.isEmpty()) {
      addProduct(axes, 0, new long[shape.length], runs);
      return runs;
    }
    for (long[][] box : selection.boxes()) {
      List<AxisSelection> sides = new ArrayList<>();
      for (int axis = 0; axis < shape.length; axis++) {
        sides.add(
            new AxisSelection(
                new long[] {box[0][axis]}, new long[] {box[1][axis]}, new long[] {0}));
      }
      addProduct(sides, 0, new long[shape.length], runs);
    }
    runs.sort(Comparator.comparing(Run::start, Arrays::compare));
    return runs;
  }

  private static void addProduct(List<AxisSelection> axes, int axis, long[] at, List<Run> runs) {
    AxisSelection selected = axes.get(axis);
    boolean last = axis == axes.size() - 1;
    for (int i = 0; i < selected.starts().length; i++) {
      long end = selected.ends()[i];
      for (at[axis] = selected.starts()[i]; at[axis] < end; at[axis]++) {
        if (!last) {
          addProduct(axes, axis + 1, at, runs);
          continue;
        }
        if (runs.size() >= MAX_RUNS) {
          throw new FormatException("it maps over a million pieces, which is too many");
        }
        runs.add(new Run(at.clone(), end - at[axis]));
        break;
      }
    }
  }
}
