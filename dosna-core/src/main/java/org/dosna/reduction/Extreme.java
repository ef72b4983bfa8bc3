package org.dosna.reduction;

import java.io.Serializable;
import java.util.Arrays;
import org.dosna.NDArray;
import org.dosna.element.ElementType;
import org.dosna.indexing.Part;

/**
 * The smallest or largest element and where it is first. NaN wins over everything, as in numpy.
 *
 * @param element the element, in an array without axes
 * @param position where it is, one value per axis
 * @serial exclude
 */
public record Extreme(NDArray element, long[] position) implements Serializable {

  /** The reduction to an extreme. */
  public static final class Of implements Reduction<Extreme> {
    private final boolean max;

    /**
     * Smallest or largest.
     *
     * @param max whether the largest is wanted
     */
    public Of(boolean max) {
      this.max = max;
    }

    @Override
    public Extreme ofBlock(NDArray block, Part part) {
      ElementType type = block.dtype().element();
      Object elements = block.array();
      int best = 0;
      for (int i = 1; i < block.size(); i++) {
        if (isBetter(type, elements, i, elements, best)) {
          best = i;
        }
      }
      return new Extreme(
          NDArray.full(block.dtype(), block.reshape(-1).getObject(best)),
          part.positionOf(inBlock(best, block.shape())));
    }

    private static long[] inBlock(int element, long[] shape) {
      long[] position = new long[shape.length];
      long rest = element;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        position[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      return position;
    }

    /** Whether element i of one array is to be preferred to element j of another. */
    private boolean isBetter(ElementType type, Object a, int i, Object b, int j) {
      if (!type.isIntegral()) {
        double first = type.getDouble(a, i);
        double second = type.getDouble(b, j);
        return !Double.isNaN(second)
            && (Double.isNaN(first) || (max ? first > second : first < second));
      }
      long first = type.getLong(a, i);
      long second = type.getLong(b, j);
      int order =
          type == ElementType.UINT64
              ? Long.compareUnsigned(first, second)
              : Long.compare(first, second);
      return max ? order > 0 : order < 0;
    }

    @Override
    public Extreme ofEqual(NDArray element, long count, long[] position) {
      return new Extreme(element, position);
    }

    @Override
    public Extreme combine(Extreme first, Extreme second) {
      ElementType type = first.element.dtype().element();
      Object a = first.element.array();
      Object b = second.element.array();
      if (isBetter(type, b, 0, a, 0)) {
        return second;
      }
      boolean worse = isBetter(type, a, 0, b, 0);
      return worse || Arrays.compare(first.position, second.position) < 0 ? first : second;
    }
  }
}
