package org.dosna.backend.hdf5.format.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.AxisSelection;
import org.dosna.backend.hdf5.format.object.SavedSelection;

/**
 * The elements of a source and their places in a virtual dataset, as pairs of boxes. Both
 * selections have their elements in C order; where they have the same lengths, but for axes of
 * length 1, axis goes with axis.
 */
final class MappedBoxes {
  private final SavedSelection source;
  private final long[] sourceShape;
  private final SavedSelection virtual;
  private final long[] virtualShape;
  private final List<Box> boxes = new ArrayList<>();

  /**
   * A box.
   *
   * @param source its first element in the source
   * @param shape its shape there
   * @param virtual its first element in the virtual dataset
   * @param axes for each axis of the source, the one that it is in the virtual dataset, or -1
   */
  record Box(long[] source, long[] shape, long[] virtual, int[] axes) {}

  /** Neighbours on an axis, on both sides; the source's start is 0 if it has no such axis. */
  private record Segment(long virtual, long source, long length) {}

  private MappedBoxes(
      SavedSelection source, long[] sourceShape, SavedSelection virtual, long[] virtualShape) {
    this.source = source;
    this.sourceShape = sourceShape;
    this.virtual = virtual;
    this.virtualShape = virtualShape;
  }

  /** The boxes that have something of a region of the virtual dataset, cut to it. */
  static List<Box> of(
      SavedSelection source,
      long[] sourceShape,
      SavedSelection virtual,
      long[] virtualShape,
      long[] origin,
      long[] region) {
    MappedBoxes mapped = new MappedBoxes(source, sourceShape, virtual, virtualShape);
    mapped.find(origin, region);
    return mapped.boxes;
  }

  private void find(long[] origin, long[] region) {
    List<AxisSelection> from = source.axes(sourceShape);
    List<AxisSelection> to = virtual.axes(virtualShape);
    int[] partners = from.isEmpty() || to.isEmpty() ? new int[0] : partners(from, to);
    if (partners.length == 0) {
      findRuns(origin, region);
      return;
    }
    List<List<Segment>> segments = new ArrayList<>();
    for (int axis = 0; axis < to.size(); axis++) {
      long end = origin[axis] + region[axis];
      int partner = Arrays.stream(partners).boxed().toList().indexOf(axis);
      segments.add(
          partner < 0
              ? segments(to.get(axis), AxisSelection.single(), origin[axis], end)
              : segments(to.get(axis), from.get(partner), origin[axis], end));
    }
    combine(from, partners, segments, 0, new Segment[to.size()]);
  }

  /** For each axis of the source that of the virtual dataset; empty if they do not match. */
  private static int[] partners(List<AxisSelection> from, List<AxisSelection> to) {
    int[] partners = new int[from.size()];
    int next = 0;
    for (int axis = 0; axis < partners.length; axis++) {
      partners[axis] = -1;
      if (from.get(axis).size() == 1) {
        continue;
      }
      while (next < to.size() && to.get(next).size() == 1) {
        next++;
      }
      if (next == to.size() || to.get(next).size() != from.get(axis).size()) {
        return new int[0];
      }
      partners[axis] = next++;
    }
    while (next < to.size() && to.get(next).size() == 1) {
      next++;
    }
    return next == to.size() ? partners : new int[0];
  }

  private static List<Segment> segments(
      AxisSelection to, AxisSelection from, long first, long end) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < to.starts().length; i++) {
      long at = Math.max(first, to.starts()[i]);
      long stop = Math.min(end, to.ends()[i]);
      while (at < stop) {
        long ordinal = to.ordinals()[i] + at - to.starts()[i];
        long position = from.position(ordinal);
        long length = Math.min(stop - at, from.ends()[from.interval(ordinal)] - position);
        segments.add(new Segment(at, position, length));
        at += length;
      }
    }
    return segments;
  }

  private void combine(
      List<AxisSelection> from,
      int[] partners,
      List<List<Segment>> segments,
      int axis,
      Segment[] chosen) {
    if (axis < chosen.length) {
      for (Segment segment : segments.get(axis)) {
        chosen[axis] = segment;
        combine(from, partners, segments, axis + 1, chosen);
      }
      return;
    }
    long[] start = new long[partners.length];
    long[] shape = new long[partners.length];
    for (int k = 0; k < partners.length; k++) {
      start[k] = partners[k] < 0 ? from.get(k).position(0) : chosen[partners[k]].source;
      shape[k] = partners[k] < 0 ? 1 : chosen[partners[k]].length;
    }
    long[] place = Arrays.stream(chosen).mapToLong(Segment::virtual).toArray();
    boxes.add(new Box(start, shape, place, partners));
  }

  private void findRuns(long[] origin, long[] region) {
    List<Runs.Run> from = Runs.of(source, sourceShape);
    List<Runs.Run> to = Runs.of(virtual, virtualShape);
    int[] axes = new int[sourceShape.length];
    Arrays.fill(axes, -1);
    axes[axes.length - 1] = virtualShape.length - 1;
    int i = 0;
    long used = 0; // of the source's run
    for (Runs.Run run : to) {
      for (long done = 0; done < run.length(); ) {
        if (i == from.size()) {
          throw new FormatException("it maps more elements than there are in the source");
        }
        long length = Math.min(run.length() - done, from.get(i).length() - used);
        addRun(from.get(i).start(), used, run.start(), done, length, axes, origin, region);
        done += length;
        used += length;
        if (used == from.get(i).length()) {
          used = 0;
          i++;
        }
      }
    }
  }

  private void addRun(
      long[] from,
      long used,
      long[] to,
      long done,
      long length,
      int[] axes,
      long[] origin,
      long[] region) {
    int last = to.length - 1;
    for (int axis = 0; axis < last; axis++) {
      if (to[axis] < origin[axis] || to[axis] >= origin[axis] + region[axis]) {
        return;
      }
    }
    long begin = Math.max(to[last] + done, origin[last]);
    long end = Math.min(to[last] + done + length, origin[last] + region[last]);
    if (begin >= end) {
      return;
    }
    long[] place = to.clone();
    place[last] = begin;
    long[] start = from.clone();
    start[start.length - 1] += used + begin - (to[last] + done);
    long[] shape = new long[start.length];
    Arrays.fill(shape, 1);
    shape[shape.length - 1] = end - begin;
    boxes.add(new Box(start, shape, place, axes));
  }
}
