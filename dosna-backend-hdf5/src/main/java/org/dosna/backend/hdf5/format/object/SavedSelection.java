package org.dosna.backend.hdf5.format.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * A selection of a dataspace as it is stored (specification VIII): all, or a hyperslab.
 *
 * @param regular whether it is all, or start, stride, count and block of each axis
 * @param slab start, stride, count and block, for each axis; none if all is selected
 * @param boxes start and end (exclusive) of each box otherwise
 */
public record SavedSelection(boolean regular, long[][] slab, List<long[][]> boxes) {
  /** A count or block that grows with the dataset. */
  public static final long UNLIMITED = -1;

  private static final int NONE = 0;
  private static final int HYPERSLAB = 2;
  private static final int ALL = 3;
  private static final int MAX_RANK = 32;
  private static final int MAX_INTERVALS = 1 << 20;

  static SavedSelection parse(Cursor bytes) {
    int type = (int) bytes.int32();
    int version = (int) bytes.int32();
    if (type == ALL || type == NONE) {
      bytes.skip(8);
      return new SavedSelection(type == ALL, new long[0][], List.of());
    } else if (type != HYPERSLAB || version < 1 || version > 3) {
      throw new FormatException(
          "it maps a selection of type " + type + ", version " + version + ", which is not known");
    }
    int width = version == 1 ? 4 : 8;
    boolean regular = false;
    if (version == 1) {
      bytes.skip(8);
    } else {
      regular = (bytes.int8() & 1) != 0;
      if (version == 2) {
        bytes.skip(4);
      } else {
        width = bytes.int8();
      }
    }
    int rank = bytes.count(4);
    if (rank < 1 || rank > MAX_RANK || width > 8) {
      throw new FormatException("the file is damaged: it maps a selection of " + rank + " axes");
    }
    return regular ? slab(bytes, rank, width) : boxes(bytes, rank, width);
  }

  private static SavedSelection slab(Cursor bytes, int rank, int width) {
    long unlimited = width == 8 ? -1 : (1L << (8 * width)) - 1;
    long[][] slab = new long[rank][4];
    for (long[] axis : slab) {
      for (int i = 0; i < 4; i++) {
        long value = bytes.bits(width);
        boolean grows = i > 1 && value == unlimited;
        axis[i] = grows ? UNLIMITED : value;
        if (!grows && (value < 0 || (i == 1 && value == 0))) {
          throw new FormatException("the file is damaged: it maps a selection with a hole");
        }
      }
    }
    return new SavedSelection(true, slab, List.of());
  }

  private static SavedSelection boxes(Cursor bytes, int rank, int width) {
    long count = bytes.number(width);
    if (count * 2 * rank * width > bytes.remaining()) {
      throw new FormatException("the file is damaged: it maps " + count + " boxes");
    }
    List<long[][]> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long[][] box = new long[2][rank];
      for (int side = 0; side < 2; side++) {
        for (int axis = 0; axis < rank; axis++) {
          box[side][axis] = bytes.number(width) + side;
        }
      }
      for (int axis = 0; axis < rank; axis++) {
        if (box[1][axis] <= box[0][axis]) {
          throw new FormatException("the file is damaged: it maps an empty box");
        }
      }
      boxes.add(box);
    }
    return new SavedSelection(false, new long[0][], boxes);
  }

  /**
   * The axis that grows with the dataset.
   *
   * @return the axis, or -1
   */
  public int unlimitedAxis() {
    for (int axis = 0; axis < slab.length; axis++) {
      if (slab[axis][2] == UNLIMITED || slab[axis][3] == UNLIMITED) {
        return axis;
      }
    }
    return -1;
  }

  /**
   * How many positions of the axis that grows lie inside a length.
   *
   * @param length the axis's length
   * @return their number
   */
  public long sizeWithin(long length) {
    return axis(slab[unlimitedAxis()], length).size();
  }

  /**
   * The length that the axis that grows must have for a number of positions.
   *
   * @param size how many positions
   * @return the length, up to and with the last position
   */
  public long lengthFor(long size) {
    long[] axis = slab[unlimitedAxis()];
    if (size == 0) {
      return 0;
    }
    if (axis[3] == UNLIMITED) {
      return axis[0] + size;
    }
    long whole = (size - 1) / axis[3];
    return axis[0] + whole * axis[1] + (size - 1) % axis[3] + 1;
  }

  /**
   * The length that the axis that grows must have for a number of blocks.
   *
   * @param blocks how many
   * @return the length, up to the end of the last block
   */
  public long lengthForBlocks(long blocks) {
    long[] axis = slab[unlimitedAxis()];
    return blocks == 0 ? 0 : axis[0] + (blocks - 1) * axis[1] + axis[3];
  }

  /**
   * One block on the axis that grows.
   *
   * @param block which
   * @return the selection of that block only
   */
  public SavedSelection block(long block) {
    int grows = unlimitedAxis();
    long[][] one = slab.clone();
    long[] axis = slab[grows];
    one[grows] = new long[] {axis[0] + block * axis[1], axis[1], 1, axis[3]};
    return new SavedSelection(true, one, List.of());
  }

  /**
   * The selection as a product of axes.
   *
   * @param shape the shape in which it lies
   * @return what is selected on each axis, cut off at the shape; none if it is no such product
   */
  public List<AxisSelection> axes(long[] shape) {
    List<AxisSelection> axes = new ArrayList<>();
    if (!regular) {
      return boxes.isEmpty() ? List.of() : product(shape.length);
    }
    for (int axis = 0; axis < shape.length; axis++) {
      axes.add(slab.length == 0 ? AxisSelection.all(shape[axis]) : axis(slab[axis], shape[axis]));
    }
    return axes;
  }

  private static AxisSelection axis(long[] slab, long length) {
    long start = slab[0];
    long stride = slab[1];
    long block = slab[3] == UNLIMITED ? Math.max(0, length - start) : slab[3];
    long most = start >= length ? 0 : (length - start - 1) / stride + 1;
    long count = slab[2] == UNLIMITED ? most : Math.min(slab[2], most);
    if (stride == block || count == 1) {
      long end = Math.min(length, start + (count == 0 ? 0 : (count - 1) * stride + block));
      return count == 0
          ? AxisSelection.of(new long[0], new long[0])
          : AxisSelection.of(new long[] {start}, new long[] {end});
    }
    if (count > MAX_INTERVALS) {
      throw new FormatException("it maps " + count + " pieces of one axis, which is too many");
    }
    long[] starts = new long[(int) count];
    long[] ends = new long[(int) count];
    for (int i = 0; i < count; i++) {
      starts[i] = start + i * stride;
      ends[i] = Math.min(length, starts[i] + block);
    }
    return AxisSelection.of(starts, ends);
  }

  /** Boxes as a product of axes, if they are one. */
  private List<AxisSelection> product(int rank) {
    List<AxisSelection> axes = new ArrayList<>();
    long expected = 1;
    long selected = 1;
    for (int axis = 0; axis < rank; axis++) {
      TreeMap<Long, Long> intervals = new TreeMap<>();
      for (long[][] box : boxes) {
        if (box[0].length != rank) {
          throw new FormatException("the file is damaged: it maps boxes of " + box[0].length);
        }
        Long end = intervals.put(box[0][axis], box[1][axis]);
        if (end != null && end != box[1][axis]) {
          return List.of();
        }
      }
      AxisSelection selection =
          AxisSelection.of(
              intervals.keySet().stream().mapToLong(n -> n).toArray(),
              intervals.values().stream().mapToLong(n -> n).toArray());
      axes.add(selection);
      selected = saturated(selected, selection.size());
      expected = saturated(expected, intervals.size());
    }
    long elements = boxes.stream().mapToLong(SavedSelection::elements).sum();
    return expected == boxes.size() && selected == elements ? axes : List.of();
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  private static long elements(long[][] box) {
    long elements = 1;
    for (int axis = 0; axis < box[0].length; axis++) {
      elements = saturated(elements, box[1][axis] - box[0][axis]);
    }
    return elements;
  }

  /** The number of axes, and what they select. */
  @Override
  public String toString() {
    return regular ? Arrays.deepToString(slab) : boxes.size() + " boxes";
  }
}
