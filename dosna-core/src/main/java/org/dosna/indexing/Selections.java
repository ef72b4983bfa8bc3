package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.Arguments;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;

/** Makes selections. */
public final class Selections {
  private Selections() {}

  /**
   * Resolves slices with numpy's meaning.
   *
   * @param slices what is wanted; fewer than axes means the rest is whole
   * @param shape the array's shape
   * @return the selection
   * @throws InvalidSliceException if they do not fit; also if a list stands beside another one or
   *     beside an integer, which numpy takes for points
   */
  public static Selection of(Slice[] slices, long[] shape) {
    long lists = count(slices, Slice.Kind.LIST);
    if (lists == 0) {
      return Slicing.of(slices, shape);
    }
    if (lists > 1 || count(slices, Slice.Kind.INTEGER) > 0) {
      throw new InvalidSliceException(
          Arguments.excerpt(Arrays.toString(slices))
              + " has a list beside "
              + (lists > 1 ? "another one" : "an integer")
              + ", which may mean two things: oindex(...) takes all combinations of the positions"
              + " on each axis, vindex(...) takes points, as numpy does here");
    }
    return orthogonal(slices, shape);
  }

  private static long count(Slice[] slices, Slice.Kind kind) {
    Arguments.requireAll("slices", slices);
    return Arrays.stream(slices).filter(slice -> slice.kind() == kind).count();
  }

  /**
   * Resolves slices of which each is about its own axis only: all combinations are meant.
   *
   * @param slices what is wanted, any number of lists and integers among them
   * @param shape the array's shape
   * @return the selection
   * @throws InvalidSliceException if they do not fit
   */
  public static Selection orthogonal(Slice[] slices, long[] shape) {
    return count(slices, Slice.Kind.LIST) == 0
        ? Slicing.of(slices, shape)
        : Lists.of(slices, shape);
  }

  /**
   * A selection of what another one selects.
   *
   * @param outer the other one
   * @param inner a selection made for the shape of the other one's result
   * @return both together, for the array
   */
  public static Selection then(Selection outer, Selection inner) {
    if (outer instanceof Points points) {
      return points.then(inner);
    }
    if (outer instanceof Slicing slices && inner instanceof Slicing more) {
      return slices.then(more);
    }
    Lists lists = outer instanceof Lists given ? given : Lists.of((Slicing) outer);
    if (inner instanceof Points points) {
      return points.of(lists);
    }
    return inner instanceof Lists more ? lists.then(more) : lists.then((Slicing) inner);
  }
}
