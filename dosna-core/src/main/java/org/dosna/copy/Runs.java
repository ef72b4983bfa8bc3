package org.dosna.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.element.Rows;

/**
 * Elements that lie anywhere in a chunk and in an array, as runs with equal steps. Some may be the
 * same element of the chunk: then the last one is what is written to it. Costs 12 bytes for each
 * run.
 */
public final class Runs implements Places {
  private final int slots;
  private final int chunkStep;
  private final int arrayStep;

  /** Of each run the first element in the chunk, in ascending order, and in the array. */
  private final int[] chunk;

  private final int[] array;
  private final int[] length;

  private Runs(int slots, int chunkStep, int arrayStep, int[] chunk, int[] array, int[] length) {
    this.slots = slots;
    this.chunkStep = chunkStep;
    this.arrayStep = arrayStep;
    this.chunk = chunk;
    this.array = array;
    this.length = length;
  }

  /**
   * Single elements. Those that follow each other in both become runs.
   *
   * @param slots slots of an element
   * @param chunk where they are in the chunk
   * @param array where they are in the array
   * @return the places
   */
  public static Runs of(int slots, int[] chunk, int[] array) {
    int[] chunkFirst = chunk.clone();
    int[] arrayFirst = array.clone();
    sort(chunkFirst, arrayFirst);
    int[] length = new int[chunk.length];
    int runs = 0;
    for (int i = 0; i < chunk.length; i++) {
      int last = runs - 1;
      if (last >= 0
          && chunkFirst[i] == chunkFirst[last] + length[last]
          && arrayFirst[i] == arrayFirst[last] + length[last]) {
        length[last]++;
      } else {
        chunkFirst[runs] = chunkFirst[i];
        arrayFirst[runs] = arrayFirst[i];
        length[runs++] = 1;
      }
    }
    return new Runs(
        slots,
        1,
        1,
        Arrays.copyOf(chunkFirst, runs),
        Arrays.copyOf(arrayFirst, runs),
        Arrays.copyOf(length, runs));
  }

  /**
   * All combinations of positions on several axes.
   *
   * @param slots slots of an element
   * @param arrayStart the array's element from which its positions are counted
   * @param chunk per axis what the positions add to the element of the chunk
   * @param array per axis what the positions add to the element of the array, as many
   * @return the places
   */
  public static Runs product(int slots, long arrayStart, int[][] chunk, long[][] array) {
    int axis = runAxis(chunk, array);
    int runs = 1;
    for (int other = 0; other < chunk.length; other++) {
      runs *= other == axis ? 1 : chunk[other].length;
    }
    int[] chunkFirst = new int[runs];
    int[] arrayFirst = new int[runs];
    Arrays.fill(arrayFirst, Math.toIntExact(arrayStart));
    int repeat = runs;
    for (int other = 0; other < chunk.length; other++) {
      int count = other == axis ? 1 : chunk[other].length;
      repeat /= Math.max(1, count);
      for (int i = 0; i < runs; i++) {
        int entry = i / repeat % count;
        chunkFirst[i] += chunk[other][entry];
        arrayFirst[i] += (int) array[other][entry];
      }
    }
    if (axis < 0) {
      return of(slots, chunkFirst, arrayFirst);
    }
    int count = chunk[axis].length;
    int chunkStep = chunk[axis][1] - chunk[axis][0];
    int arrayStep = (int) (array[axis][1] - array[axis][0]);
    if (chunkStep < 0) {
      int back = count - 1;
      Arrays.setAll(chunkFirst, i -> chunkFirst[i] + back * chunkStep);
      Arrays.setAll(arrayFirst, i -> arrayFirst[i] + back * arrayStep);
    }
    sort(chunkFirst, arrayFirst);
    int[] length = new int[runs];
    Arrays.fill(length, count);
    int sign = chunkStep < 0 ? -1 : 1;
    return new Runs(slots, sign * chunkStep, sign * arrayStep, chunkFirst, arrayFirst, length);
  }

  /** The axis on which runs are longest: the positions on it are evenly spaced. -1 if none is. */
  private static int runAxis(int[][] chunk, long[][] array) {
    int best = -1;
    for (int axis = 0; axis < chunk.length; axis++) {
      int count = chunk[axis].length;
      if (count == 0) {
        return -1;
      }
      boolean longer = count > (best < 0 ? 1 : chunk[best].length - 1);
      if (longer && isEven(chunk[axis], array[axis])) {
        best = axis;
      }
    }
    return best;
  }

  private static boolean isEven(int[] chunk, long[] array) {
    int chunkStep = chunk[1] - chunk[0];
    long arrayStep = array[1] - array[0];
    boolean even = chunkStep != 0;
    for (int i = 2; even && i < chunk.length; i++) {
      even = chunk[i] - chunk[i - 1] == chunkStep && array[i] - array[i - 1] == arrayStep;
    }
    return even;
  }

  /** By the place in the chunk; those of the same place stay in order. */
  private static void sort(int[] chunk, int[] array) {
    boolean sorted = true;
    for (int i = 1; sorted && i < chunk.length; i++) {
      sorted = chunk[i - 1] <= chunk[i];
    }
    if (sorted) {
      return;
    }
    long[] order = new long[chunk.length];
    Arrays.setAll(order, i -> (long) chunk[i] << 32 | i);
    Arrays.sort(order);
    int[] unsorted = array.clone();
    for (int i = 0; i < order.length; i++) {
      chunk[i] = (int) (order[i] >>> 32);
      array[i] = unsorted[(int) order[i]];
    }
  }

  @Override
  public int elements() {
    return Arrays.stream(length).sum();
  }

  @Override
  public int firstElement() {
    return chunk.length == 0 ? 0 : chunk[0];
  }

  @Override
  public void fromChunk(RowAction action) {
    forEach(chunkStep, arrayStep, action);
  }

  @Override
  public void toChunk(RowAction action) {
    forEach(arrayStep, chunkStep, action);
  }

  private void forEach(int fromStep, int toStep, RowAction action) {
    Rows rows = Rows.one(1);
    int last = -1;
    for (int i = 0; i < chunk.length; i++) {
      if (length[i] != last) {
        last = length[i];
        rows = rows(last, fromStep, toStep);
      }
      action.at(rows, chunk[i] * slots, array[i] * slots);
    }
  }

  private Rows rows(int count, int fromStep, int toStep) {
    if (fromStep == 1 && toStep == 1) {
      return Rows.one(count * slots);
    }
    return slots == 1
        ? new Rows(1, count, fromStep, toStep, 0, 0)
        : new Rows(count, slots, 1, 1, fromStep * slots, toStep * slots);
  }

  @Override
  public Places repeating() {
    return new Runs(slots, 0, arrayStep, new int[chunk.length], array, length);
  }

  @Override
  public List<Runs> pieces(int maxSpan) {
    boolean fit = chunkStep == 1 && Arrays.stream(length).allMatch(count -> count <= maxSpan);
    Runs runs = fit ? this : singles();
    List<Runs> pieces = new ArrayList<>();
    for (int begin = 0, end; begin < runs.chunk.length; begin = end) {
      int reach = runs.chunk[begin] + maxSpan;
      end = begin + 1;
      while (end < runs.chunk.length && runs.chunk[end] + runs.length[end] <= reach) {
        end++;
      }
      pieces.add(runs.some(begin, end));
    }
    return pieces;
  }

  private Runs some(int begin, int end) {
    return new Runs(
        slots,
        chunkStep,
        arrayStep,
        Arrays.copyOfRange(chunk, begin, end),
        Arrays.copyOfRange(array, begin, end),
        Arrays.copyOfRange(length, begin, end));
  }

  /** The same with runs of one element each. */
  private Runs singles() {
    int count = elements();
    int[] chunkAt = new int[count];
    int[] arrayAt = new int[count];
    int[] ones = new int[count];
    int next = 0;
    for (int i = 0; i < chunk.length; i++) {
      for (int n = 0; n < length[i]; n++, next++) {
        chunkAt[next] = chunk[i] + n * chunkStep;
        arrayAt[next] = array[i] + n * arrayStep;
        ones[next] = 1;
      }
    }
    sort(chunkAt, arrayAt);
    return new Runs(slots, 1, 1, chunkAt, arrayAt, ones);
  }

  @Override
  public void forEachSpan(int maxGap, SpanAction action) {
    if ((chunkStep - 1) * slots > maxGap) {
      singles().forEachSpan(maxGap, action);
      return;
    }
    for (int i = 0; i < chunk.length; i++) {
      action.at(chunk[i] * slots, ((length[i] - 1) * chunkStep + 1) * slots);
    }
  }

  @Override
  public boolean everyRow(RowTest test) {
    for (int i = 0; i < chunk.length; i++) {
      boolean dense = slots == 1 || arrayStep == 1;
      for (int n = 0; n < (dense ? 1 : length[i]); n++) {
        int start = (array[i] + n * arrayStep) * slots;
        int count = dense ? length[i] * slots : slots;
        if (!test.test(start, count, slots == 1 ? arrayStep : 1)) {
          return false;
        }
      }
    }
    return true;
  }
}
