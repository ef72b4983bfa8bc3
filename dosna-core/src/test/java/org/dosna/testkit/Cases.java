package org.dosna.testkit;

import java.util.Random;
import org.dosna.DType;
import org.dosna.NDArray;

/** Random shapes, chunk sizes, slices and values. The same seed gives the same cases. */
final class Cases {
  private final Random random;

  Cases(long seed) {
    this.random = new Random(seed);
  }

  /** A number from {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  /** 1 to 5 axes of length 0 to 12, of at most about 2000 elements. */
  long[] shape() {
    long[] shape = new long[between(1, 5)];
    int longest = new int[] {12, 12, 10, 6, 4}[shape.length - 1];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = random.nextInt(40) == 0 ? 0 : between(1, longest);
    }
    return shape;
  }

  /** Chunks that cut an axis into 1 to 4 parts, or are larger than it. */
  int[] chunkSize(long[] shape) {
    int[] size = new int[shape.length];
    for (int axis = 0; axis < size.length; axis++) {
      int smallest = Math.max(1, (int) shape[axis] / (shape.length < 3 ? 4 : 2));
      size[axis] = between(smallest, Math.max(smallest, (int) shape[axis] + 1));
    }
    return size;
  }

  /** Slices of a shape, as text: any mix of integers, ranges, {@code ...} and {@code newaxis}. */
  String slices(long[] shape) {
    StringBuilder text = new StringBuilder();
    int named = between(0, shape.length);
    // The axes after an ellipsis are the last ones.
    int ellipsis = random.nextInt(3) == 0 ? between(0, named) : -1;
    for (int i = 0; i < named; i++) {
      if (i == ellipsis) {
        text.append("..., ");
      }
      if (random.nextInt(12) == 0) {
        text.append("newaxis, ");
      }
      boolean afterEllipsis = ellipsis >= 0 && i >= ellipsis;
      int axis = afterEllipsis ? shape.length - named + i : i;
      text.append(slice((int) shape[axis])).append(", ");
    }
    return text.isEmpty() ? "..." : text.toString();
  }

  private String slice(int length) {
    if (length > 0 && random.nextInt(4) == 0) {
      return Integer.toString(between(-length, length - 1));
    }
    String start = random.nextInt(3) == 0 ? "" : Integer.toString(between(-length - 2, length + 2));
    String stop = random.nextInt(3) == 0 ? "" : Integer.toString(between(-length - 2, length + 2));
    if (random.nextInt(2) == 0) {
      return start + ":" + stop;
    }
    int step = between(1, 4) * (random.nextInt(3) == 0 ? -1 : 1);
    return start + ":" + stop + ":" + step;
  }

  /** A value that can be broadcast to a shape, with random axes of length 1 or left out. */
  NDArray value(DType dtype, long[] shape) {
    int from = random.nextInt(3) == 0 ? between(0, shape.length) : 0;
    long[] valueShape = new long[shape.length - from];
    for (int axis = 0; axis < valueShape.length; axis++) {
      valueShape[axis] = random.nextInt(5) == 0 ? 1 : shape[from + axis];
    }
    return NDArray.random(dtype, random.nextLong(), valueShape);
  }

  /** One of several things. */
  @SafeVarargs
  final <T> T oneOf(T... things) {
    return things[random.nextInt(things.length)];
  }
}
