package org.dosna;

import java.util.Arrays;
import org.dosna.element.ElementType;

/**
 * What a dataset is made of: dtype, shape, chunk size and fill value. Immutable; the methods that
 * take a value return a changed copy.
 *
 * <pre>{@code
 * DatasetSpec.of(DType.FLOAT32, 1024, 1024, 1024).chunkSize(64, 64, 64).fillValue(-1)
 * }</pre>
 *
 * <p>Chunk size left out: an array of up to 1 MiB is one chunk; a larger one gets near-cubic chunks
 * of about 1 MiB, evened out so that the last ones are not slivers. Fill value left out: 0.
 */
public final class DatasetSpec {
  private static final int MAX_AXES = 32;

  private final DType dtype;
  private final long[] shape;
  private final int[] chunkSize;
  private final NDArray fill;

  private DatasetSpec(DType dtype, long[] shape, int[] chunkSize, NDArray fill) {
    this.dtype = dtype;
    this.shape = shape;
    this.chunkSize = chunkSize;
    this.fill = fill;
  }

  /**
   * A dataset with chosen chunk size and fill value 0.
   *
   * @param dtype the dtype, in the byte order in which elements are stored
   * @param shape 1 to 32 axes, each of length 0 or more, with less than 2^63 elements together
   * @return the spec
   * @throws DosnaException if the shape is not allowed
   */
  public static DatasetSpec of(DType dtype, long... shape) {
    if (shape.length == 0 || shape.length > MAX_AXES) {
      throw new DosnaException(
          "A dataset has 1 to "
              + MAX_AXES
              + " axes, not "
              + shape.length
              + ": shape "
              + Arrays.toString(shape));
    }
    requireSize(shape);
    int[] chunkSize = ChunkSizes.choose(shape, dtype.itemSize());
    return new DatasetSpec(dtype, shape.clone(), chunkSize, NDArray.zeros(dtype));
  }

  private static void requireSize(long[] shape) {
    long elements = 1;
    for (long length : shape) {
      if (length < 0) {
        throw new DosnaException("A shape has no negative lengths: " + Arrays.toString(shape));
      }
      elements =
          length == 0 ? elements : elements > Long.MAX_VALUE / length ? -1 : elements * length;
      if (elements < 0) {
        throw new DosnaException(
            "A dataset has less than 2^63 elements; shape " + Arrays.toString(shape) + " has more");
      }
    }
  }

  /**
   * With a given chunk size.
   *
   * @param size the shape of a chunk: one value of 1 or more per axis, which may be larger than the
   *     dataset's; at most 2^31-9 array slots in a chunk
   * @return a changed copy
   * @throws DosnaException if it has another number of axes, or is not allowed
   */
  public DatasetSpec chunkSize(int... size) {
    if (size.length != shape.length) {
      throw new DosnaException(
          "A chunk size has one value per axis: "
              + shape.length
              + " for shape "
              + Arrays.toString(shape)
              + ", not "
              + size.length
              + ": "
              + Arrays.toString(size));
    }
    long slots = ElementType.of(dtype).slots();
    for (int length : size) {
      if (length < 1) {
        throw new DosnaException(
            "A chunk size has values of 1 or more, not " + Arrays.toString(size));
      }
      slots *= length;
      if (slots > NDArray.MAX_SLOTS) {
        throw new DosnaException(
            "A chunk has at most 2^31-9 array slots; chunk size "
                + Arrays.toString(size)
                + " of dtype "
                + dtype
                + " has more. Left out, it is chosen: "
                + Arrays.toString(ChunkSizes.choose(shape, dtype.itemSize())));
      }
    }
    return new DatasetSpec(dtype, shape, size.clone(), fill);
  }

  /**
   * With another shape.
   *
   * @param newShape as many axes, each of length 0 or more
   * @return a changed copy, of the same chunk size
   * @throws DosnaException if the shape is not allowed, or has another number of axes
   */
  public DatasetSpec shape(long... newShape) {
    if (newShape.length != shape.length) {
      throw new DosnaException(
          "The number of axes does not change: shape "
              + Arrays.toString(shape)
              + " has "
              + shape.length
              + ", "
              + Arrays.toString(newShape)
              + " has "
              + newShape.length);
    }
    return new DatasetSpec(dtype, of(dtype, newShape).shape, chunkSize, fill).chunkSize(chunkSize);
  }

  /**
   * With a shape that covers this one and another.
   *
   * @param other of as many axes
   * @return a changed copy: on each axis the larger length
   */
  public DatasetSpec covering(DatasetSpec other) {
    long[] larger = new long[shape.length];
    Arrays.setAll(larger, axis -> Math.max(shape[axis], other.shape[axis]));
    return shape(larger);
  }

  /**
   * With another dtype.
   *
   * @param newType the dtype, in the byte order in which elements are stored
   * @return a changed copy; the fill value is cast
   */
  public DatasetSpec dtype(DType newType) {
    return new DatasetSpec(newType, shape, chunkSize, fill.astype(newType)).chunkSize(chunkSize);
  }

  /**
   * With a given fill value: what elements read as that were never written.
   *
   * @param value a Number, Boolean, BigInteger or {@link Complex}; cast to the dtype as numpy does
   * @return a changed copy
   * @throws DosnaException if it is none of these
   */
  public DatasetSpec fillValue(Object value) {
    return new DatasetSpec(dtype, shape, chunkSize, NDArrays.scalar(dtype, value));
  }

  DatasetSpec fillElement(NDArray element) {
    return new DatasetSpec(dtype, shape, chunkSize, element);
  }

  /**
   * The dtype.
   *
   * @return the dtype, in the byte order in which elements are stored
   */
  public DType dtype() {
    return dtype;
  }

  /**
   * The shape.
   *
   * @return a copy
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The shape of a chunk.
   *
   * @return a copy
   */
  public int[] chunkSize() {
    return chunkSize.clone();
  }

  /**
   * The fill value.
   *
   * @return as {@link NDArray#getObject} gives it
   */
  public Object fillValue() {
    return fill.getObject();
  }

  /**
   * The fill value as an element.
   *
   * @return an array without axes, of this dtype in native order; not to be changed
   */
  public NDArray fillElement() {
    return fill;
  }

  /**
   * The number of chunks on each axis.
   *
   * @return shape divided by chunk size, rounded up
   */
  public long[] chunkGrid() {
    long[] grid = new long[shape.length];
    for (int axis = 0; axis < grid.length; axis++) {
      grid[axis] = shape[axis] / chunkSize[axis] + (shape[axis] % chunkSize[axis] == 0 ? 0 : 1);
    }
    return grid;
  }

  /**
   * Whether there is such a chunk, stored or not.
   *
   * @param index any position
   * @return true if it is inside the chunk grid
   */
  public boolean hasChunk(long[] index) {
    long[] grid = chunkGrid();
    boolean inside = index.length == grid.length;
    for (int axis = 0; inside && axis < grid.length; axis++) {
      inside = index[axis] >= 0 && index[axis] < grid[axis];
    }
    return inside;
  }

  /**
   * The part of a chunk that lies inside the shape.
   *
   * @param index the chunk's position in the chunk grid
   * @return its length on each axis: the chunk size, less at the edges
   */
  public int[] extent(long[] index) {
    int[] extent = new int[shape.length];
    for (int axis = 0; axis < extent.length; axis++) {
      extent[axis] = (int) Math.min(chunkSize[axis], shape[axis] - index[axis] * chunkSize[axis]);
    }
    return extent;
  }

  /**
   * A chunk's worth of fill value.
   *
   * @return a new array of the chunk's shape
   */
  public NDArray fillChunk() {
    NDArray chunk = NDArray.zeros(dtype, Arrays.stream(chunkSize).asLongStream().toArray());
    if (!fill.equals(NDArray.zeros(dtype))) {
      chunk.set("...", fill);
    }
    return chunk;
  }

  /**
   * Gives fill value to the elements of a chunk that lie outside the shape.
   *
   * @param index the chunk's position in the chunk grid
   * @param chunk its elements, an array of the chunk's shape
   */
  public void fillOutside(long[] index, NDArray chunk) {
    int[] extent = extent(index);
    for (int axis = 0; axis < extent.length; axis++) {
      if (extent[axis] < chunkSize[axis]) {
        Slice[] outside = new Slice[axis + 1];
        Arrays.fill(outside, Slice.all());
        outside[axis] = Slice.from(extent[axis]);
        chunk.set(outside, fill);
      }
    }
  }

  /**
   * All of it as a line of text, which {@link #parse} reads: for backends that describe a dataset
   * in a file.
   *
   * @return for instance {@code <f4 256,256 64,64 000080bf}: dtype, shape, chunk size, and the
   *     bytes of the fill value in the dtype's byte order
   */
  public String toText() {
    return SpecText.write(this);
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @param text the line of text
   * @return the same spec
   * @throws DosnaException if it is not such a line
   */
  public static DatasetSpec parse(String text) {
    return SpecText.parse(text);
  }

  /** For instance {@code float32 [256, 256], chunks [64, 64], grid [4, 4]}. */
  @Override
  public String toString() {
    return dtype
        + " "
        + Arrays.toString(shape)
        + ", chunks "
        + Arrays.toString(chunkSize)
        + ", grid "
        + Arrays.toString(chunkGrid());
  }
}
