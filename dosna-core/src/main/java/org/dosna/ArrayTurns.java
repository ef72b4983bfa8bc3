package org.dosna;

import java.util.Arrays;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;

/** Arrays in memory with their axes in another order, or turned round. */
final class ArrayTurns {
  private ArrayTurns() {}

  static int axis(int axis, int ndim) {
    if (axis < -ndim || axis >= ndim) {
      throw new InvalidSliceException("There is no axis " + axis + " among " + ndim + " axes");
    }
    return Math.floorMod(axis, ndim);
  }

  static NDArray transpose(NDArray array, int... axes) {
    long[] shape = array.shape();
    int[] order = Arguments.require("axes", axes).clone();
    if (order.length == 0) {
      order = new int[shape.length];
      Arrays.setAll(order, i -> shape.length - 1 - i);
    }
    boolean[] seen = new boolean[shape.length];
    boolean isOrder = order.length == shape.length;
    for (int i = 0; isOrder && i < order.length; i++) {
      order[i] = axis(order[i], shape.length);
      isOrder = !seen[order[i]];
      seen[order[i]] = true;
    }
    if (!isOrder) {
      throw new InvalidSliceException(
          Arguments.excerpt(Arrays.toString(axes))
              + " is no order of the axes of shape "
              + Arrays.toString(shape)
              + ": each has to be there once");
    }
    return inOrder(array, order);
  }

  private static NDArray inOrder(NDArray array, int[] order) {
    long[] shape = array.shape();
    long[] turned = new long[shape.length];
    Arrays.setAll(turned, i -> shape[order[i]]);
    NDArray result = NDArray.zeros(array.dtype(), turned);
    ElementType type = array.dtype().element();
    long[] from = Shapes.strides(shape);
    long[] to = Shapes.strides(turned);
    StridedBox box = new StridedBox(order.length, type.slots(), 0);
    for (int i = order.length - 1; i >= 0; i--) {
      box.addOuter((int) turned[i], 0, (int) from[order[i]], to[i]);
    }
    BoxCopy.fromChunk(type, box, array.array(), result.array());
    return result;
  }

  static NDArray swapAxes(NDArray array, int axis, int other) {
    int ndim = array.ndim();
    int[] order = new int[ndim];
    Arrays.setAll(order, i -> i);
    order[axis(axis, ndim)] = axis(other, ndim);
    order[axis(other, ndim)] = axis(axis, ndim);
    return inOrder(array, order);
  }

  static NDArray flip(NDArray array, int... axes) {
    Slice[] slices = new Slice[array.ndim()];
    Slice back = Slice.all().step(-1);
    Arrays.fill(slices, Arguments.require("axes", axes).length == 0 ? back : Slice.all());
    for (int axis : axes) {
      slices[axis(axis, slices.length)] = back;
    }
    return array.get(slices);
  }
}
