package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random slices of random arrays against a model that goes element by element. */
class NDArrayPropertyTest {
  private static final long SEED = 20260101;
  private static final DType[] DTYPES = {
    DType.INT64, DType.UINT8, DType.FLOAT16, DType.INT32, DType.FLOAT32, DType.COMPLEX128
  };

  /**
   * A random slice: as the library takes it, and as the positions and result axes it stands for.
   */
  private static final class RandomSlice {
    final long[] shape;
    final List<Slice> slices = new ArrayList<>();
    final List<int[]> positions = new ArrayList<>();
    final List<Integer> resultAxes = new ArrayList<>();

    RandomSlice(SplittableRandom random) {
      shape = new long[random.nextInt(1, 6)];
      Arrays.setAll(shape, axis -> random.nextInt(random.nextInt(10) == 0 ? 0 : 1, 6));
      int whole = random.nextInt(4) == 0 ? random.nextInt(shape.length) : -1;
      for (int axis = 0; axis < shape.length; axis++) {
        if (random.nextInt(8) == 0) {
          slices.add(Slice.newAxis());
          resultAxes.add(-1);
        }
        int length = (int) shape[axis];
        if (axis == whole) {
          slices.add(Slice.ellipsis());
          addRange(axis, 0, length, 1);
        } else if (length > 0 && random.nextInt(3) == 0) {
          addInteger(random.nextInt(-length, length), length);
        } else {
          addRange(random, axis, length);
        }
      }
    }

    private void addInteger(int index, int length) {
      slices.add(Slice.at(index));
      positions.add(new int[] {index < 0 ? index + length : index});
    }

    private void addRange(SplittableRandom random, int axis, int length) {
      int step = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
      boolean hasStart = random.nextInt(3) > 0;
      boolean hasStop = random.nextInt(3) > 0;
      int start = random.nextInt(-length - 2, length + 3);
      int stop = random.nextInt(-length - 2, length + 3);
      Slice slice =
          hasStart
              ? (hasStop ? Slice.range(start, stop) : Slice.from(start))
              : (hasStop ? Slice.to(stop) : Slice.all());
      slices.add(slice.step(step));
      int first = hasStart ? (start < 0 ? start + length : start) : step > 0 ? 0 : length - 1;
      int end = hasStop ? (stop < 0 ? stop + length : stop) : step > 0 ? length : -1;
      // A start beyond the array moves to its edge; so does the end, which changes nothing.
      first = step > 0 ? Math.max(first, 0) : Math.min(first, length - 1);
      addRange(axis, first, end, step);
    }

    private void addRange(int axis, int first, int end, int step) {
      List<Integer> found = new ArrayList<>();
      for (int i = first; step > 0 ? i < end : i > end; i += step) {
        if (i >= 0 && i < shape[axis]) {
          found.add(i);
        }
      }
      positions.add(found.stream().mapToInt(Integer::intValue).toArray());
      resultAxes.add(axis);
    }

    Slice[] slices() {
      return slices.toArray(new Slice[0]);
    }

    long[] resultShape() {
      return resultAxes.stream()
          .mapToLong(axis -> axis < 0 ? 1 : positions.get(axis).length)
          .toArray();
    }

    /** The selected elements' positions in the flat array, in the order of the result. */
    int[] flatPositions() {
      int[] flat = {0};
      for (int axis = 0; axis < shape.length; axis++) {
        int[] next = new int[flat.length * positions.get(axis).length];
        for (int i = 0; i < next.length; i++) {
          int inner = positions.get(axis).length;
          next[i] = flat[i / inner] * (int) shape[axis] + positions.get(axis)[i % inner];
        }
        flat = next;
      }
      return flat;
    }

    @Override
    public String toString() {
      return "shape " + Arrays.toString(shape) + ", slices " + slices + ", seed " + SEED;
    }
  }

  @Test
  void getPicksTheElementsThatTheModelPicks() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < 20_000; n++) {
      RandomSlice slice = new RandomSlice(random);
      NDArray array = NDArray.arange(DTYPES[n % DTYPES.length], slice.shape);
      NDArray result = array.get(slice.slices());
      assertArrayEquals(slice.resultShape(), result.shape(), slice::toString);
      long[] all = array.toLongs();
      long[] expected = Arrays.stream(slice.flatPositions()).mapToLong(i -> all[i]).toArray();
      assertArrayEquals(expected, result.toLongs(), slice::toString);
    }
  }

  @Test
  void textAndObjectsMeanTheSame() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < 5_000; n++) {
      RandomSlice slice = new RandomSlice(random);
      String text = String.join(", ", slice.slices.stream().map(Slice::toString).toList());
      assertArrayEquals(slice.slices(), Slice.parse(text), slice::toString);
    }
  }

  @Test
  void setWritesTheElementsThatTheModelWrites() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    for (int n = 0; n < 20_000; n++) {
      RandomSlice slice = new RandomSlice(random);
      NDArray array = NDArray.arange(DTYPES[n % DTYPES.length], slice.shape);
      long[] expected = array.toLongs();
      long[] resultShape = slice.resultShape();
      long[] valueShape = broadcastable(resultShape, random);
      NDArray value = NDArray.arange(DType.INT32, valueShape);
      Arrays.setAll((int[]) value.array(), i -> 100 + i % 50);

      int[] flat = slice.flatPositions();
      for (int i = 0; i < flat.length; i++) {
        expected[flat[i]] = valueAt(value, i, resultShape);
      }
      array.set(slice.slices(), value);
      assertArrayEquals(
          expected, array.toLongs(), () -> slice + ", value " + Arrays.toString(valueShape));
    }
  }

  /** Some axes become 1, leading ones are dropped or added. */
  private static long[] broadcastable(long[] shape, SplittableRandom random) {
    long[] value = shape.clone();
    for (int axis = 0; axis < value.length; axis++) {
      value[axis] = random.nextInt(3) == 0 ? 1 : value[axis];
    }
    int change = random.nextInt(-value.length, 3);
    if (change <= 0) {
      return Arrays.copyOfRange(value, -change, value.length);
    }
    long[] longer = new long[value.length + change];
    Arrays.fill(longer, 1);
    System.arraycopy(value, 0, longer, change, value.length);
    return longer;
  }

  /** The value's element for the i-th element of a result of the given shape. */
  private static long valueAt(NDArray value, int i, long[] resultShape) {
    long[] shape = value.shape();
    long[] index = new long[shape.length];
    long rest = i;
    for (int axis = resultShape.length - 1; axis >= 0; axis--) {
      long position = rest % resultShape[axis];
      rest /= resultShape[axis];
      int valueAxis = axis + shape.length - resultShape.length;
      if (valueAxis >= 0 && shape[valueAxis] > 1) {
        index[valueAxis] = position;
      }
    }
    return value.getLong(index);
  }

  @Test
  void aValueThatDoesNotFitChangesNothing() {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    for (int n = 0; n < 5_000; n++) {
      RandomSlice slice = new RandomSlice(random);
      NDArray array = NDArray.arange(DType.INT32, slice.shape);
      long[] wrong = slice.resultShape();
      int axis = random.nextInt(Math.max(1, wrong.length));
      wrong = wrong.length == 0 ? new long[] {2} : wrong;
      wrong[axis] += wrong[axis] == 0 ? 2 : wrong[axis];
      if (wrong[axis] > 1) {
        NDArray value = NDArray.zeros(DType.INT32, wrong);
        assertThrows(
            InvalidSliceException.class, () -> array.set(slice.slices(), value), slice::toString);
      }
      assertEquals(NDArray.arange(DType.INT32, slice.shape), array, slice::toString);
    }
  }

  @Test
  void readCopiesTheBoxThatGetCopies() {
    SplittableRandom random = new SplittableRandom(SEED + 3);
    for (int n = 0; n < 5_000; n++) {
      long[] shape = new long[random.nextInt(1, 6)];
      Arrays.setAll(shape, axis -> random.nextInt(1, 6));
      long[] origin = new long[shape.length];
      long[] box = new long[shape.length];
      Slice[] slices = new Slice[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        origin[axis] = random.nextLong(shape[axis] + 1);
        box[axis] = random.nextLong(shape[axis] - origin[axis] + 1);
        slices[axis] = Slice.range(origin[axis], origin[axis] + box[axis]);
      }
      NDArray array = NDArray.arange(DTYPES[n % DTYPES.length], shape);
      NDArray into = NDArray.zeros(array.dtype(), box);
      array.read(origin, into);
      assertEquals(array.get(slices), into, () -> Arrays.toString(slices) + ", seed " + SEED);
    }
  }
}
