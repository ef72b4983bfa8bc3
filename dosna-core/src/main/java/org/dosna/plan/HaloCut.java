package org.dosna.plan;

import java.util.ArrayList;
import java.util.List;
import org.dosna.DType;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.Slice;
import org.dosna.element.Shapes;
import org.dosna.indexing.Slicing;

/**
 * Cuts blocks with their halo into boxes that exist. On each axis the positions wanted, of which
 * some lie beyond the edges, are cut into runs of elements: forwards, backwards, or one element
 * repeated. Every combination of runs is a box that is read straight into its place. Immutable.
 *
 * @param halo how far a block sees, and what lies beyond the edges
 * @param shape the shape of what the blocks are of
 */
record HaloCut(Halo halo, long[] shape) {
  /** Consecutive positions of the block, and the elements that stand there. */
  private record Run(int to, int count, long from, int step) {}

  /**
   * Elements that exist, and their place in the block.
   *
   * @param selection which elements
   * @param place where they go, as slices of the block
   * @param begin the block's element that gets the first one
   * @param isRepeated whether elements stand at several places
   */
  record Box(Slicing selection, Slice[] place, long begin, boolean isRepeated) {}

  /** The region of a block with its halo; parts of it may lie outside. */
  Region extended(Region block) {
    long[] begin = block.origin().clone();
    long[] size = block.shape().clone();
    int[] width = halo.width();
    for (int axis = 0; axis < begin.length; axis++) {
      begin[axis] -= width[axis];
      size[axis] += 2L * width[axis];
    }
    return new Region(begin, size);
  }

  /** A block of which the places are right that no box fills. */
  NDArray emptyBlock(DType dtype, Region region) {
    NDArray block = NDArray.zeros(dtype, region.shape());
    if (halo.edge() == Halo.Edge.CONSTANT) {
      block.set("...", halo.constant());
    }
    return block;
  }

  /** The boxes of a block. */
  List<Box> boxes(Region region) {
    List<List<Run>> runs = new ArrayList<>();
    for (int axis = 0; axis < shape.length; axis++) {
      runs.add(runs(region.origin()[axis], (int) region.shape()[axis], shape[axis]));
    }
    List<Box> boxes = new ArrayList<>();
    addBoxes(boxes, Shapes.strides(region.shape()), runs, new Run[shape.length], 0);
    return boxes;
  }

  private void addBoxes(
      List<Box> boxes, long[] strides, List<List<Run>> runs, Run[] chosen, int axis) {
    if (axis == chosen.length) {
      boxes.add(box(strides, chosen));
      return;
    }
    for (Run run : runs.get(axis)) {
      chosen[axis] = run;
      addBoxes(boxes, strides, runs, chosen, axis + 1);
    }
  }

  private Box box(long[] strides, Run[] runs) {
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
    return new Box(Slicing.of(slices, shape), place, begin, repeated);
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
