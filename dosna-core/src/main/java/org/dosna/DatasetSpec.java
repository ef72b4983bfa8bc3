package org.dosna;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.array.ArraySize;
import org.dosna.array.Scalars;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;
import org.dosna.indexing.ChunkSizes;
import org.dosna.text.SpecText;

/**
 * What a dataset is made of: dtype, shape, chunk size, fill value and codecs. Immutable; the
 * methods that take a value return a changed copy.
 *
 * <pre>{@code
 * DatasetSpec.of(DType.FLOAT32, 1024, 1024, 1024).chunkSize(64, 64, 64).fillValue(-1)
 * }</pre>
 *
 * <p>Chunk size left out: an array of up to 1 MiB is one chunk; a larger one gets near-cubic chunks
 * of about 1 MiB, evened out so that the last ones are not slivers. Fill value left out: 0. Codecs
 * left out: none.
 */
public final class DatasetSpec {
  private static final int MAX_AXES = 32;
  private static final int MAX_CHUNKS_OF_SHARD = 1 << 20;

  private final DType dtype;
  private final ChunkGrid grid;
  private final NDArray fill;
  private final Codecs codecs;
  private final Optional<int[]> shards;
  private final List<String> dimensionNames;
  private final boolean recordsWrites;
  private final boolean fillsZero;

  private DatasetSpec(
      DType dtype,
      ChunkGrid grid,
      NDArray fill,
      Codecs codecs,
      Optional<int[]> shards,
      List<String> dimensionNames,
      boolean recordsWrites) {
    this.dtype = dtype;
    this.grid = grid;
    this.fill = fill;
    this.codecs = codecs;
    this.shards = shards;
    this.dimensionNames = dimensionNames;
    this.recordsWrites = recordsWrites;
    this.fillsZero = fill.equals(NDArray.zeros(dtype));
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
    Arguments.require("dtype", dtype);
    Arguments.require("shape", shape);
    if (shape.length == 0 || shape.length > MAX_AXES) {
      throw new DosnaException(
          "A dataset has 1 to "
              + MAX_AXES
              + " axes, not "
              + shape.length
              + ": shape "
              + Arguments.excerpt(Arrays.toString(shape)));
    }
    ChunkGrid grid = ChunkGrid.of(shape, ChunkSizes.choose(shape, dtype.itemSize()));
    return new DatasetSpec(
            dtype, grid, NDArray.zeros(dtype), Codecs.none(), Optional.empty(), List.of(), false)
        .cut(grid);
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
    Arguments.require("size", size);
    return withShards(Optional.empty()).cut(ChunkGrid.of(grid.shape(), size));
  }

  /**
   * The same with several chunks in one stored object, a shard: many small chunks then cost no more
   * than few large objects, and still each is read by itself. A shard is written as a whole. Set
   * the chunk size before; changing that later leaves shards out. Only some backends keep shards.
   *
   * @param size the shape of a shard: on each axis a multiple of the chunk size
   * @return a copy with that
   * @throws DosnaException if it is no multiple
   */
  public DatasetSpec shardSize(int... size) {
    Arguments.require("size", size);
    int[] chunkSize = grid.chunkSize();
    boolean fits = size.length == chunkSize.length;
    long elements = 1;
    for (int axis = 0; fits && axis < size.length; axis++) {
      fits = size[axis] > 0 && size[axis] % chunkSize[axis] == 0;
      elements = fits ? elements * (size[axis] / chunkSize[axis]) : elements;
      fits &= elements <= MAX_CHUNKS_OF_SHARD;
    }
    if (!fits) {
      throw new DosnaException(
          "A shard has on each axis a multiple of the chunk size "
              + Arrays.toString(chunkSize)
              + ", and at most "
              + MAX_CHUNKS_OF_SHARD
              + " chunks; given was "
              + Arguments.excerpt(Arrays.toString(size)));
    }
    return withShards(Optional.of(size.clone()));
  }

  /**
   * The same with names of the axes, such as {@code "z", "y", "x"}. Only some backends keep them.
   *
   * @param names one per axis, empty for an axis without one; none at all for no names
   * @return a copy with that
   * @throws DosnaException if there are more or fewer names than axes
   */
  public DatasetSpec dimensionNames(String... names) {
    Arguments.requireAll("names", names);
    if (names.length != 0 && names.length != grid.ndim()) {
      throw new DosnaException(
          "There are "
              + grid.ndim()
              + " axes, not "
              + names.length
              + " as names were given: "
              + Arguments.excerpt(Arrays.toString(names)));
    }
    return new DatasetSpec(dtype, grid, fill, codecs, shards, List.of(names), recordsWrites);
  }

  /**
   * The same with a record of the chunks that were written, or without. By that record {@link
   * Dataset#check} tells a chunk that is lost from one that was never written. Only some backends
   * keep one.
   *
   * @param record whether each chunk that is stored is recorded; by default it is not
   * @return a changed copy
   */
  public DatasetSpec recordWrites(boolean record) {
    return new DatasetSpec(dtype, grid, fill, codecs, shards, dimensionNames, record);
  }

  private DatasetSpec withShards(Optional<int[]> newShards) {
    return new DatasetSpec(dtype, grid, fill, codecs, newShards, dimensionNames, recordsWrites);
  }

  /** Checks what is the rule for datasets: how much there may be of all and of a chunk. */
  private DatasetSpec cut(ChunkGrid newGrid) {
    requireSize(newGrid.shape());
    if (newGrid.chunkElements() > ArraySize.MAX_SLOTS / dtype.element().slots()) {
      throw new DosnaException(
          "A chunk has at most 2^31-9 array slots; chunk size "
              + Arguments.excerpt(Arrays.toString(newGrid.chunkSize()))
              + " of dtype "
              + dtype
              + " has more. Left out, it is chosen: "
              + Arrays.toString(ChunkSizes.choose(newGrid.shape(), dtype.itemSize())));
    }
    return new DatasetSpec(dtype, newGrid, fill, codecs, shards, dimensionNames, recordsWrites);
  }

  private static void requireSize(long[] shape) {
    long elements = 1;
    for (long length : shape) {
      // Axes of length 0 may grow one day.
      if (length > Long.MAX_VALUE / elements) {
        throw new DosnaException(
            "A dataset has less than 2^63 elements; shape " + Arrays.toString(shape) + " has more");
      }
      elements *= Math.max(1, length);
    }
  }

  /**
   * With another shape.
   *
   * @param newShape as many axes, each of length 0 or more
   * @return a changed copy, of the same chunk size
   * @throws DosnaException if the shape is not allowed, or has another number of axes
   */
  public DatasetSpec shape(long... newShape) {
    Arguments.require("newShape", newShape);
    if (newShape.length != grid.ndim()) {
      throw new DosnaException(
          "The number of axes does not change: shape "
              + Arrays.toString(shape())
              + " has "
              + grid.ndim()
              + ", "
              + Arguments.excerpt(Arrays.toString(newShape))
              + " has "
              + newShape.length);
    }
    return cut(ChunkGrid.of(newShape, grid.chunkSize()));
  }

  /**
   * With a shape that covers this one and another.
   *
   * @param other of as many axes
   * @return a changed copy: on each axis the larger length
   */
  public DatasetSpec covering(DatasetSpec other) {
    Arguments.require("other", other);
    long[] larger = shape();
    Arrays.setAll(larger, axis -> Math.max(larger[axis], other.grid.shape(axis)));
    return shape(larger);
  }

  /**
   * With another dtype.
   *
   * @param newType the dtype, in the byte order in which elements are stored
   * @return a changed copy; the fill value is cast
   */
  public DatasetSpec dtype(DType newType) {
    Arguments.require("newType", newType);
    return new DatasetSpec(
            newType, grid, fill.astype(newType), codecs, shards, dimensionNames, recordsWrites)
        .cut(grid);
  }

  /**
   * With a given fill value: what elements read as that were never written.
   *
   * @param value a Number, Boolean, BigInteger or {@link Complex}; rounded to the dtype where that
   *     is a floating point type
   * @return a changed copy
   * @throws DosnaException if it is none of these, or the dtype is an integer and cannot hold it
   */
  public DatasetSpec fillValue(Object value) {
    Arguments.require("value", value);
    NDArray element = NDArray.scalar(dtype, value);
    Scalars.requireInRange(dtype.element(), value);
    return fillElement(element);
  }

  /**
   * With codecs: what chunks go through before they are stored, first to last.
   *
   * @param chain codecs, one after the other; none for chunks that are stored as they are
   * @return a changed copy
   * @throws DosnaException if their order cannot be
   */
  public DatasetSpec codecs(Codecs... chain) {
    Arguments.require("chain", chain);
    Codecs all = Codecs.none();
    for (Codecs next : chain) {
      Codecs given = Arguments.require("chain", next);
      all = all.isEmpty() ? given : all.then(given);
    }
    return new DatasetSpec(dtype, grid, fill, all, shards, dimensionNames, recordsWrites);
  }

  DatasetSpec fillElement(NDArray element) {
    return new DatasetSpec(dtype, grid, element, codecs, shards, dimensionNames, recordsWrites);
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
    return grid.shape();
  }

  /**
   * The shape of a chunk.
   *
   * @return a copy
   */
  public int[] chunkSize() {
    return grid.chunkSize();
  }

  /**
   * The names of the axes.
   *
   * @return one per axis, empty for an axis without one; an empty list if there are none
   */
  public List<String> dimensionNames() {
    return dimensionNames;
  }

  /**
   * Whether there is a record of the chunks that were written.
   *
   * @return whether each chunk that is stored is recorded
   */
  public boolean recordsWrites() {
    return recordsWrites;
  }

  /**
   * The shape of a shard.
   *
   * @return one value per axis; empty if each chunk is stored by itself
   */
  public Optional<int[]> shardSize() {
    return shards.map(int[]::clone);
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
   * What chunks go through before they are stored.
   *
   * @return the codecs, perhaps none
   */
  public Codecs codecs() {
    return codecs;
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
   * How the shape is cut into chunks.
   *
   * @return the chunk grid
   */
  public ChunkGrid grid() {
    return grid;
  }

  /**
   * The number of chunks on each axis.
   *
   * @return shape divided by chunk size, rounded up
   */
  public long[] chunkGrid() {
    return grid.counts();
  }

  /**
   * The size of a chunk's elements.
   *
   * @return bytes
   */
  public long chunkBytes() {
    return grid.chunkElements() * dtype.itemSize();
  }

  /**
   * Whether there is such a chunk, stored or not.
   *
   * @param index any position
   * @return true if it is inside the chunk grid
   */
  public boolean hasChunk(long[] index) {
    Arguments.require("index", index);
    return grid.contains(index);
  }

  /**
   * The part of a chunk that lies inside the shape.
   *
   * @param index the chunk's position in the chunk grid
   * @return its length on each axis: the chunk size, less at the edges
   */
  public int[] extent(long[] index) {
    Arguments.require("index", index);
    return grid.extent(index);
  }

  /**
   * A chunk's worth of fill value.
   *
   * @return a new array of the chunk's shape
   */
  public NDArray fillChunk() {
    long[] shape = new long[grid.ndim()];
    Arrays.setAll(shape, grid::chunkSize);
    NDArray chunk = NDArray.zeros(dtype, shape);
    if (!fillsZero) {
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
    Arguments.require("index", index);
    Arguments.require("chunk", chunk);
    for (int axis = 0; axis < grid.ndim(); axis++) {
      int extent = grid.extent(index, axis);
      if (extent < grid.chunkSize(axis)) {
        Slice[] outside = new Slice[axis + 1];
        Arrays.fill(outside, Slice.all());
        outside[axis] = Slice.from(extent);
        chunk.set(outside, fill);
      }
    }
  }

  /**
   * All of it as a line of text, which {@link #parse} reads: for backends that describe a dataset
   * in a file.
   *
   * @return for instance {@code <f4 256,256 64,64 000080bf codecs=shuffle,zstd:3}: dtype, shape,
   *     chunk size, the bytes of the fill value in the dtype's byte order, and the codecs, if any
   */
  public String toText() {
    ByteBuffer bytes = ByteBuffer.allocate(dtype.itemSize()).order(dtype.byteOrder());
    ElementType type = dtype.element();
    BoxCopy.toBytes(type, StridedBox.all(1, type.slots()), fill.array(), bytes, 0);
    return SpecText.write(dtype, shape(), chunkSize(), bytes.array(), codecs.toString());
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @param text the line of text
   * @return the same spec
   * @throws DosnaException if it is not such a line
   */
  public static DatasetSpec parse(String text) {
    Arguments.require("text", text);
    return SpecText.parse(
        text,
        (dtype, shape, chunkSize, fill, codecs) ->
            of(dtype, shape)
                .chunkSize(chunkSize)
                .fillElement(element(dtype, fill))
                .codecs(Codecs.stored(codecs)));
  }

  private static NDArray element(DType dtype, byte[] bytes) {
    NDArray element = NDArray.zeros(dtype);
    ElementType type = dtype.element();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(dtype.byteOrder());
    BoxCopy.fromBytes(type, StridedBox.all(1, type.slots()), buffer, 0, element.array());
    return element;
  }

  /** For instance {@code float32 [256, 256], chunks [64, 64], grid [4, 4], codecs zstd:3}. */
  @Override
  public String toString() {
    return dtype
        + " "
        + grid
        + (dimensionNames.isEmpty() ? "" : ", axes " + dimensionNames)
        + shards.map(size -> ", shards " + Arrays.toString(size)).orElse("")
        + (codecs.isEmpty() ? "" : ", codecs " + codecs)
        + (recordsWrites ? ", writes recorded" : "");
  }
}
