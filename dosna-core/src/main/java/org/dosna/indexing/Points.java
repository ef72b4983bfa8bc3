package org.dosna.indexing;

import java.util.Arrays;
import org.dosna.ChunkGrid;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.Places;
import org.dosna.copy.Runs;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;

/** Single elements anywhere in an array, and the shape in which they are arranged. */
public final class Points implements Selection {
  /** Per axis of the array the position of each point. */
  private final long[][] coordinates;

  private final long[] resultShape;

  private Points(long[][] coordinates, long[] resultShape) {
    this.coordinates = coordinates;
    this.resultShape = resultShape;
  }

  /**
   * Points of an array.
   *
   * @param coordinates per axis of the array the position of each point in C order of the result;
   *     negative ones count from the end
   * @param resultShape the shape in which they are arranged
   * @param shape the array's shape
   * @return the selection
   * @throws InvalidSliceException if there are not as many axes, or a point lies outside
   */
  public static Points of(long[][] coordinates, long[] resultShape, long[] shape) {
    if (coordinates.length != shape.length) {
      throw new InvalidSliceException(
          "Points of an array of shape "
              + Arrays.toString(shape)
              + " have "
              + shape.length
              + " coordinates, one per axis, not "
              + coordinates.length);
    }
    long[][] resolved = new long[shape.length][];
    Arrays.setAll(resolved, i -> Positions.allOnAxis(coordinates[i], i, shape[i]));
    return new Points(resolved, resultShape.clone());
  }

  /** The same points as seen by an array of which others are slices or lists. */
  Points of(Lists outer) {
    long[][] inArray = new long[outer.ndim()][(int) size()];
    for (int i = 0; i < inArray.length; i++) {
      int axis = i;
      Arrays.fill(inArray[axis], outer.count(axis) == 0 ? 0 : outer.at(axis, 0));
    }
    for (int i = 0; i < coordinates.length; i++) {
      int from = i;
      int axis = outer.arrayAxis(from);
      if (axis >= 0) {
        Arrays.setAll(inArray[axis], n -> outer.at(axis, coordinates[from][n]));
      }
    }
    return new Points(inArray, resultShape);
  }

  int ndim() {
    return coordinates.length;
  }

  /** The position of a point on an axis. */
  long at(int axis, int point) {
    return coordinates[axis][point];
  }

  @Override
  public long[] resultShape() {
    return resultShape.clone();
  }

  @Override
  public long size() {
    return Shapes.size(resultShape);
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public boolean fits(long[] other) {
    boolean fits = true;
    for (int axis = 0; axis < other.length; axis++) {
      long length = other[axis];
      fits &= Arrays.stream(coordinates[axis]).allMatch(position -> position < length);
    }
    return fits;
  }

  /** Some of the points, however they are selected. */
  Points then(Selection inner) {
    Places picked = inner.in(resultShape, 1, inner.strides());
    long[][] some = new long[ndim()][(int) inner.size()];
    for (int axis = 0; axis < some.length; axis++) {
      BoxCopy.fromChunk(ElementType.INT64, picked, coordinates[axis], some[axis]);
    }
    return new Points(some, inner.resultShape());
  }

  @Override
  public long[] strides() {
    return Shapes.strides(resultShape);
  }

  @Override
  public long[] strides(long[] counts) {
    return Shapes.strides(counts);
  }

  @Override
  public boolean isInOrder() {
    return true;
  }

  @Override
  public long[] broadcast(long[] valueShape) {
    return Slicing.of(new Slice[0], resultShape).broadcast(valueShape);
  }

  @Override
  public long[] onResultAxes(long[] perAxis, long forNewAxes) {
    return perAxis.clone();
  }

  @Override
  public Places in(long[] array, int slots, long[] strides) {
    int[] inArray = new int[(int) size()];
    int[] inValue = new int[inArray.length];
    long[] arrayStrides = Shapes.strides(array);
    for (int axis = 0; axis < array.length; axis++) {
      for (int n = 0; n < inArray.length; n++) {
        inArray[n] += (int) (coordinates[axis][n] * arrayStrides[axis]);
      }
    }
    Arrays.setAll(inValue, n -> (int) over(n, strides));
    return Runs.of(slots, inArray, inValue);
  }

  /** Where a point is in what is laid over the selection. */
  long over(long point, long[] strides) {
    long over = 0;
    long rest = point;
    for (int axis = resultShape.length - 1; axis >= 0; axis--) {
      over += rest % resultShape[axis] * strides[axis];
      rest /= resultShape[axis];
    }
    return over;
  }

  /** Where a point is in the result. */
  long[] positionOf(long point) {
    long[] position = new long[resultShape.length];
    long rest = point;
    for (int axis = resultShape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % resultShape[axis];
      rest /= resultShape[axis];
    }
    return position;
  }

  /** The number of the chunk of each point, in C order of the grid. */
  long[] chunks(ChunkGrid grid) {
    long[] numbers = new long[(int) size()];
    for (int axis = 0; axis < ndim(); axis++) {
      long[] positions = coordinates[axis];
      int size = grid.chunkSize(axis);
      long count = grid.count(axis);
      Arrays.setAll(numbers, n -> numbers[n] * count + positions[n] / size);
    }
    return numbers;
  }

  /** The same of an array that begins elsewhere in a larger one. */
  Points movedBy(long[] origin) {
    long[][] moved = new long[ndim()][];
    for (int i = 0; i < moved.length; i++) {
      int axis = i;
      moved[axis] = Arrays.stream(coordinates[axis]).map(n -> n + origin[axis]).toArray();
    }
    return new Points(moved, resultShape);
  }

  /** For instance {@code points [1000]}, with a hash of their coordinates. */
  @Override
  public String toString() {
    return "points " + Arrays.toString(resultShape) + " " + Arrays.deepHashCode(coordinates);
  }
}
