package org.dosna;

import java.util.ArrayList;
import java.util.List;
import org.dosna.element.Shapes;
import org.dosna.indexing.Selection;

/**
 * Reads blocks with their halo. On each axis the positions wanted, of which some lie beyond the
 * edges, are cut into runs of elements that exist: forwards, backwards, or one element repeated.
 * Every combination of runs is a box that is read straight into its place.
 */
final class HaloReader {
  /** Consecutive positions of the result, and the elements that stand there. */
  private record Run(int to, int count, long from, int step) {}

  private final DatasetView view;
  private final Halo halo;
  private final long[] shape;

  HaloReader(DatasetView view, Halo halo) {
    this.view = view;
    this.halo = halo;
    this.shape = view.shape();
  }

  /** The region of a block with its halo; parts of it may lie outside the dataset. */
  Region extended(long[] origin, long[] block) {
    long[] begin = origin.clone();
    long[] size = block.clone();
    int[] width = halo.width();
    for (int axis = 0; axis < begin.length; axis++) {
      begin[axis] -= width[axis];
      size[axis] += 2L * width[axis];
    }
    return new Region(begin, size);
  }

  NDArray read(Region region) {
    NDArray block = NDArray.zeros(view.dtype(), region.shape());
    if (halo.edge() == Halo.Edge.CONSTANT) {
      block.set("...", halo.constant());
    }
    List<List<Run>> runs = new ArrayList<>();
    for (int axis = 0; axis < shape.length; axis++) {
      runs.add(runs(region.origin()[axis], (int) region.shape()[axis], shape[axis]));
    }
    view.presentSelection();
    readBoxes(block, runs, new Run[shape.length], 0);
    return block;
  }

  private void readBoxes(NDArray block, List<List<Run>> runs, Run[] chosen, int axis) {
    if (axis == chosen.length) {
      readBox(block, chosen);
      return;
    }
    for (Run run : runs.get(axis)) {
      chosen[axis] = run;
      readBoxes(block, runs, chosen, axis + 1);
    }
  }

  private void readBox(NDArray block, Run[] runs) {
    long[] strides = Shapes.strides(block.shape());
    long begin = 0;
    boolean repeated = false;
    Slice[] slices = new Slice[runs.length];
    Slice[] place = new Slice[runs.length];
    for (int axis = 0; axis < runs.length; axis++) {
      Run run = runs[axis];
      begin += run.to * strides[axis];
      repeated |= run.step == 0;
      place[axis] = Slice.range(run.to, run.to + run.count);
      slices[axis] = slice(run);
    }
    Selection selection = Selection.of(slices, shape);
    if (repeated) {
      block.set(place, view.dataset().get(selection));
    } else {
      view.dataset().read(selection, block, begin, strides);
    }
  }

  private static Slice slice(Run run) {
    if (run.step >= 0) {
      return Slice.range(run.from, run.from + (run.step == 0 ? 1 : run.count));
    }
    long stop = run.from - run.count;
    Slice backwards = stop < 0 ? Slice.from(run.from) : Slice.range(run.from, stop);
    return backwards.step(-1);
  }

  /** What stands at the positions from {@code begin} on of an axis of a given length. */
  private List<Run> runs(long begin, int count, long length) {
    List<Run> runs = new ArrayList<>();
    int to = 0;
    while (to < count) {
      Run run = run(begin + to, to, count - to, length);
      if (run.from >= 0) {
        runs.add(run);
      }
      to += run.count;
    }
    return runs;
  }

  /** The run that begins at a position; its first element is -1 where nothing is read. */
  private Run run(long position, int to, int count, long length) {
    if (position >= 0 && position < length) {
      return new Run(to, (int) Math.min(count, length - position), position, 1);
    }
    boolean before = position < 0;
    int outside = before ? (int) Math.min(count, -position) : count;
    return switch (halo.edge()) {
      case CONSTANT -> new Run(to, outside, -1, 1);
      case NEAREST -> new Run(to, outside, before ? 0 : length - 1, 0);
      case WRAP -> {
        long from = Math.floorMod(position, length);
        yield new Run(to, (int) Math.min(outside, length - from), from, 1);
      }
      case REFLECT -> reflected(to, outside, position, length, 2 * length);
      case MIRROR ->
          length == 1
              ? new Run(to, outside, 0, 0)
              : reflected(to, outside, position, length, 2 * length - 2);
    };
  }

  /** A run in a pattern that goes through the axis forwards and then backwards, again and again. */
  private static Run reflected(int to, int count, long position, long length, long period) {
    long phase = Math.floorMod(position, period);
    if (phase < length) {
      return new Run(to, (int) Math.min(count, length - phase), phase, 1);
    }
    // A period of 2 * length has the last element twice; the shorter one has not.
    long first = 2 * length - 1 - phase - (2 * length - period) / 2;
    return new Run(to, (int) Math.min(count, period - phase), first, -1);
  }
}
