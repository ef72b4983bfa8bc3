package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.dosna.Coder;
import org.dosna.DosnaException;

/** Elements in another order of the axes: Zarr's codec {@code transpose}. */
final class Transpose implements Coder {
  static final String NAME = "transpose";

  private final int itemSize;
  private final int size;

  /** Of the array that is stored, axis by axis; and how far apart its elements are in ours. */
  private final int[] shape;

  private final int[] steps;

  /** The same the other way round. */
  private final int[] ownShape;

  private final int[] ownSteps;

  /**
   * A coder of one chunk shape.
   *
   * @param order of each axis of the stored array which one of ours it is
   * @param ownShape the shape of what is encoded
   * @param itemSize bytes per element
   */
  Transpose(int[] order, int[] ownShape, int itemSize) {
    this.itemSize = itemSize;
    this.ownShape = ownShape;
    this.shape = permuted(order, ownShape);
    this.steps = permuted(order, strides(ownShape));
    int[] inverse = new int[order.length];
    IntStream.range(0, order.length).forEach(axis -> inverse[order[axis]] = axis);
    this.ownSteps = permuted(inverse, strides(shape));
    this.size = IntStream.of(ownShape).reduce(itemSize, Math::multiplyExact);
  }

  /** The shape of what comes of it. */
  int[] shape() {
    return shape.clone();
  }

  private static int[] permuted(int[] order, int[] values) {
    return IntStream.of(order).map(axis -> values[axis]).toArray();
  }

  private int[] strides(int[] of) {
    int[] strides = new int[of.length];
    int stride = itemSize;
    for (int axis = of.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= of[axis];
    }
    return strides;
  }

  @Override
  public void encode(ByteBuffer from, ByteBuffer to) {
    requireSize(from);
    copy(from, from.position(), to, 0, shape, steps);
  }

  @Override
  public void decode(ByteBuffer from, ByteBuffer to) {
    requireSize(from);
    copy(from, from.position(), to, 0, ownShape, ownSteps);
  }

  private void requireSize(ByteBuffer from) {
    if (from.remaining() != size) {
      throw new DosnaException(
          "These are not the " + size + " bytes of a chunk, but " + from.remaining());
    }
  }

  private void copy(
      ByteBuffer from, int start, ByteBuffer to, int axis, int[] lengths, int[] distances) {
    int distance = distances[axis];
    if (axis < lengths.length - 1) {
      for (int i = 0; i < lengths[axis]; i++) {
        copy(from, start + i * distance, to, axis + 1, lengths, distances);
      }
      return;
    }
    int end = start + lengths[axis] * distance;
    if (distance == itemSize) {
      to.put(from.duplicate().limit(end).position(start));
      return;
    }
    for (int at = start; at < end; at += distance) {
      for (int k = 0; k < itemSize; k++) {
        to.put(from.get(at + k));
      }
    }
  }
}
