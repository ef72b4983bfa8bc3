package org.dosna.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dosna.DosnaException;
import org.dosna.Slice;
import org.dosna.Sliceable;

/** The planes of an array of which a picture is made; of large ones every so many elements. */
final class Planes {
  /** More than a screen shows. */
  private static final long MOST = 1024;

  private Planes() {}

  /**
   * Reads the array, or through a volume's middle three planes.
   *
   * @param data 2 or 3 axes, none of length 0
   * @param shape the length of each
   */
  static List<Figure.Panel> of(Sliceable data, long[] shape) {
    boolean isEmpty = Arrays.stream(shape).anyMatch(length -> length == 0);
    if (isEmpty || (shape.length != 2 && shape.length != 3)) {
      throw new DosnaException(
          "A picture has 2 axes, and a volume 3, each of length 1 or more, not "
              + Arrays.toString(shape)
              + "; take a slice: show(name.get(\"10, ...\"))");
    }
    long step = (Arrays.stream(shape).max().getAsLong() + MOST - 1) / MOST;
    if (shape.length == 2) {
      return List.of(panel(data, shape, -1, step));
    }
    List<Figure.Panel> panels = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      panels.add(panel(data, shape, axis, step));
    }
    return panels;
  }

  /** The middle of an axis, or all. */
  private static Figure.Panel panel(Sliceable data, long[] shape, int across, long step) {
    Slice[] slices =
        IntStream.range(0, shape.length)
            .mapToObj(
                axis ->
                    axis == across ? Slice.at(shape[axis] / 2) : Slice.range(0, shape[axis], step))
            .toArray(Slice[]::new);
    String title =
        across < 0
            ? "[" + shape[0] + ", " + shape[1] + "]"
            : "[" + ":, ".repeat(across) + shape[across] / 2 + ", :".repeat(2 - across) + "]";
    return new Figure.Panel(title, data.get(slices), step);
  }
}
