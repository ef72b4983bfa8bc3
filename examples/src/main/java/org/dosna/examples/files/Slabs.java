package org.dosna.examples.files;

import java.util.function.Consumer;
import org.dosna.ArraySource;
import org.dosna.NDArray;

/** An array of any size in C order, in parts that are in memory one at a time. */
public final class Slabs {
  private static final long MOST_BYTES = 8 << 20;

  private final ArraySource source;
  private final long[] shape;
  private final Consumer<NDArray> each;

  private Slabs(ArraySource source, Consumer<NDArray> each) {
    this.source = source;
    this.shape = source.shape();
    this.each = each;
  }

  /**
   * Reads all of it.
   *
   * @param source the array
   * @param each gets the parts in order, each of the elements that follow the part before; with as
   *     many axes as the array
   */
  public static void read(ArraySource source, Consumer<NDArray> each) {
    new Slabs(source, each).read(new long[source.shape().length], 0);
  }

  /** What lies below an index whose axes before this one are chosen. */
  private void read(long[] origin, int axis) {
    if (axis == shape.length) {
      readBox(origin, axis, 1);
      return;
    }
    long most = MOST_BYTES / Math.max(1, bytesBelow(axis));
    long step = Math.max(1, most);
    for (long start = 0; start < shape[axis]; start += step) {
      origin[axis] = start;
      if (most == 0) {
        read(origin, axis + 1);
      } else {
        readBox(origin, axis, Math.min(step, shape[axis] - start));
      }
    }
    origin[axis] = 0;
  }

  /** The bytes of one position of an axis. */
  private long bytesBelow(int axis) {
    long bytes = source.dtype().itemSize();
    for (int below = axis + 1; below < shape.length; below++) {
      bytes = Math.multiplyExact(bytes, shape[below]);
    }
    return bytes;
  }

  private void readBox(long[] origin, int axis, long length) {
    long[] box = shape.clone();
    for (int i = 0; i < shape.length; i++) {
      box[i] = i < axis ? 1 : i == axis ? length : shape[i];
    }
    NDArray part = NDArray.zeros(source.dtype().nativeOrder(), box);
    source.read(origin.clone(), part);
    each.accept(part);
  }
}
