package org.dosna.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Boxes become elements as one would work it out by hand, one box after the other. */
class DownsampleTest {
  private static final Map<String, ToDoubleFunction<List<Double>>> BY_HAND =
      Map.of(
          "mean", box -> box.stream().mapToDouble(x -> x).sum() / box.size(),
          "median", DownsampleTest::median,
          "max", Collections::max,
          "min", Collections::min,
          "mode", DownsampleTest::mode,
          "stride", box -> box.get(0));

  private static final List<Downsample> ALL =
      List.of(
          Downsample.mean(),
          Downsample.median(),
          Downsample.max(),
          Downsample.min(),
          Downsample.mode(),
          Downsample.stride());

  private static double median(List<Double> box) {
    List<Double> sorted = box.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static double mode(List<Double> box) {
    return box.stream()
        .max(
            (a, b) -> {
              int more = Collections.frequency(box, a) - Collections.frequency(box, b);
              return more == 0 ? Double.compare(b, a) : more;
            })
        .orElseThrow();
  }

  private static NDArray byHand(String how, NDArray array, int[] factor) {
    long[] shape = array.shape();
    long[] smaller = shape.clone();
    Arrays.setAll(smaller, axis -> (long) Math.ceil((double) shape[axis] / factor[axis]));
    NDArray result = NDArray.zeros(array.dtype(), smaller);
    boolean isInteger = array.dtype().numpy().charAt(1) != 'f';
    for (int n = 0; n < result.size(); n++) {
      long[] at = position(n, smaller);
      List<Double> box = new ArrayList<>();
      for (int k = 0; k < Arrays.stream(factor).reduce(1, (a, b) -> a * b); k++) {
        long[] in = position(k, Arrays.stream(factor).asLongStream().toArray());
        boolean inside = true;
        for (int axis = 0; axis < in.length; axis++) {
          in[axis] += at[axis] * factor[axis];
          inside &= in[axis] < shape[axis];
        }
        if (inside) {
          box.add(array.getDouble(in));
        }
      }
      double value = BY_HAND.get(how).applyAsDouble(box);
      result.setDouble(isInteger ? Math.rint(value) : value, at);
    }
    return result;
  }

  private static long[] position(long number, long[] shape) {
    long[] position = new long[shape.length];
    long rest = number;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return position;
  }

  @Test
  void boxesBecomeElements() {
    Random random = new Random(1);
    List<DType> dtypes =
        List.of(DType.UINT8, DType.INT16, DType.FLOAT32, DType.FLOAT64, DType.BOOL);
    for (int i = 0; i < 600; i++) {
      int ndim = 1 + random.nextInt(3);
      long[] shape = random.longs(ndim, 1, 8).toArray();
      int[] factor = random.ints(ndim, 1, 4).toArray();
      DType dtype = dtypes.get(random.nextInt(dtypes.size()));
      Downsample how = ALL.get(random.nextInt(ALL.size()));
      String name = how.toString().substring("Downsample ".length());
      if (name.equals("mode") && dtype.numpy().charAt(1) == 'f') {
        continue;
      }
      NDArray array = NDArray.zeros(DType.FLOAT64, shape);
      Arrays.setAll((double[]) array.array(), n -> random.nextInt(5));
      NDArray cast = array.astype(dtype);
      assertEquals(
          byHand(name, cast, factor),
          how.of(cast, factor),
          () -> how + " " + dtype + Arrays.toString(shape) + Arrays.toString(factor));
    }
  }

  @Test
  void oneFactorIsForAllAxes() {
    NDArray array = NDArray.arange(DType.INT32, 4, 4);
    assertEquals(NDArray.of(new int[] {5, 7, 13, 15}, 2, 2), Downsample.max().of(array, 2));
    assertEquals(array, Downsample.mean().of(array, 1));
  }

  @Test
  void emptyArraysStayEmpty() {
    NDArray array = NDArray.zeros(DType.INT32, 3, 0);
    assertEquals(NDArray.zeros(DType.INT32, 2, 0), Downsample.max().of(array, 2));
  }

  @Test
  void largeUnsignedLabelsComeInOrder() {
    NDArray labels = NDArray.of(new long[] {-1, 5, -1, 5}, 4).astype(DType.UINT64);
    assertEquals(
        NDArray.of(new long[] {5}, 1).astype(DType.UINT64), Downsample.mode().of(labels, 4));
  }

  private static void assertRefused(Executable action, String... parts) {
    String message = assertThrows(DosnaException.class, action).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> part + " is missing in: " + message);
    }
  }

  @Test
  void whatIsNotDefinedIsRefused() {
    NDArray floats = NDArray.zeros(DType.FLOAT32, 4, 4);
    assertRefused(() -> Downsample.mode().of(floats, 2), "labels", "float32");
    assertRefused(() -> Downsample.max().of(floats, 2, 0), "[2, 0]", "2 axes");
    assertRefused(() -> Downsample.max().of(floats, 2, 2, 2), "[2, 2, 2]");
    NDArray complex = NDArray.zeros(DType.COMPLEX64, 4);
    assertRefused(() -> Downsample.max().of(complex, 2), "complex64");
  }
}
