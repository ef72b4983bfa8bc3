package org.dosna;

import java.util.Arrays;
import java.util.stream.Stream;
import org.dosna.slicing.Selection;

/**
 * An N-dimensional array that is kept in chunks. It is sliced, read and assigned as a numpy array
 * is; chunks that were never written read as the fill value. Nothing but the chunks touched costs
 * time or memory, and opening or printing a dataset reads none.
 *
 * <p>May be shared by threads. A chunk is never seen half written, and writes to different elements
 * of one chunk all last, whoever makes them. An operation over several chunks is not atomic as a
 * whole: others may see some chunks before and some after it. An operation that fails says at which
 * chunk ({@link ChunkException}); chunks already done stay done.
 *
 * <p>A backend extends this class and supplies the methods whose names begin with {@code do}; it
 * may override {@link #readChunk}, {@link #writeChunk}, {@link #existingChunks} and {@link #walk}
 * where it knows a faster way. An engine extends {@link FilterDataset} and overrides {@link #run}.
 */
public abstract class Dataset extends ChunkStore implements ArraySource, Reducible {
  /**
   * A dataset that exists in its store.
   *
   * @param pool where it is
   * @param name its name
   * @param spec dtype, shape, chunk size and fill value
   */
  protected Dataset(Pool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
  }

  /**
   * The number of chunks that the store holds. Costs as much as there are.
   *
   * @return 0 to {@link #chunkCount}
   */
  public final long countStoredChunks() {
    pool().requireOpen();
    try (Stream<long[]> chunks = existingChunks()) {
      return chunks.count();
    }
  }

  /**
   * All elements.
   *
   * @return a new array of the dataset's shape
   * @throws DosnaException if it would have more than 2^31-9 slots
   */
  public final NDArray get() {
    return get(Slice.ellipsis());
  }

  /**
   * A slice, as text.
   *
   * @param slices as {@link Slice#parse} reads it: {@code "36:80, ::2, -1"}
   * @return a new array; without axes (0-d) if every axis was picked by an integer
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   * @throws DosnaException if the result would have more than 2^31-9 slots
   */
  public final NDArray get(String slices) {
    return get(Slice.parse(slices));
  }

  /**
   * A slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @return a new array; without axes (0-d) if every axis was picked by an integer
   * @throws InvalidSliceException if the slice does not fit
   * @throws DosnaException if the result would have more than 2^31-9 slots
   */
  public final NDArray get(Slice... slices) {
    return get(Selection.of(slices, shape()));
  }

  final NDArray get(Selection selection) {
    NDArray result = NDArray.zeros(dtype(), selection.resultShape());
    read(selection, result);
    return result;
  }

  /**
   * Reads a slice into an existing array, which saves making one.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param into an array of the slice's shape and of this dtype in native order; gets the elements
   * @throws InvalidSliceException if the slice does not fit, or the array has another shape
   * @throws DosnaException if the array has another dtype
   */
  public final void get(String slices, NDArray into) {
    Selection selection = Selection.of(Slice.parse(slices), shape());
    if (!Arrays.equals(selection.resultShape(), into.shape())) {
      throw new InvalidSliceException(
          "The slice \""
              + slices
              + "\" of dataset '"
              + name()
              + "' has the shape "
              + Arrays.toString(selection.resultShape())
              + "; the array to read into has "
              + Arrays.toString(into.shape()));
    }
    read(selection, into);
  }

  @Override
  public final void read(long[] origin, NDArray into) {
    read(Selection.box(origin, into.shape(), shape()), into);
  }

  final void read(Selection selection, NDArray into) {
    pool().requireOpen();
    ArraySource.requireDType(this, into);
    run(ChunkPlans.get(this, selection, into));
  }

  @Override
  public final DatasetView view(Slice... slices) {
    return new DatasetView(this, Selection.of(slices, shape()));
  }

  /**
   * Assigns to a slice, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param value broadcast to the slice's shape and cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset, or the value the slice
   */
  public final void set(String slices, NDArray value) {
    set(Slice.parse(slices), value);
  }

  /**
   * Assigns one value to a slice, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param scalar a Number, Boolean or {@link Complex}; cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset
   */
  public final void set(String slices, Object scalar) {
    set(Slice.parse(slices), scalar);
  }

  /**
   * Assigns to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value broadcast to the slice's shape and cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset, or the value the slice
   */
  public final void set(Slice[] slices, NDArray value) {
    set(Selection.of(slices, shape()), value);
  }

  final void set(Selection selection, NDArray value) {
    pool().requireWritable();
    run(ChunkPlans.set(this, selection, value));
  }

  /**
   * Assigns one value to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param scalar a Number, Boolean or {@link Complex}; cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset
   */
  public final void set(Slice[] slices, Object scalar) {
    set(slices, scalar instanceof NDArray value ? value : NDArrays.scalar(dtype(), scalar));
  }

  /**
   * Writes all elements, chunk by chunk; only a few chunks are in memory at a time.
   *
   * @param source the elements, of this dataset's shape; cast to this dtype
   * @throws DosnaException if the source has another shape
   */
  public final void load(ArraySource source) {
    pool().requireWritable();
    if (!Arrays.equals(source.shape(), shape())) {
      throw new DosnaException(
          "Cannot load a source of shape "
              + Arrays.toString(source.shape())
              + " into dataset '"
              + name()
              + "' of shape "
              + Arrays.toString(shape()));
    }
    run(ChunkPlans.load(this, source));
  }

  /**
   * Makes a new dataset of what a function gives for each chunk; this one stays as it is.
   *
   * @param function gets each chunk's elements inside the shape
   * @param newName name of the new dataset, in the same pool
   * @return the new dataset, of the same structure; removed again if the function fails
   * @throws ChunkException if the function fails
   */
  public final Dataset map(ChunkFunction function, String newName) {
    pool().requireWritable();
    return pool().createDataset(newName, spec(), new MappedSource(this, function));
  }

  /**
   * Replaces each chunk by what a function gives for it. A chunk that others write meanwhile may
   * lose what they wrote.
   *
   * @param function gets each chunk's elements inside the shape
   * @throws ChunkException if the function fails; chunks done before stay done
   */
  public final void apply(ChunkFunction function) {
    pool().requireWritable();
    run(ChunkPlans.apply(this, function));
  }

  /**
   * The dataset cut along the chunk grid. Each block is read when it is asked for.
   *
   * @return blocks that cover the shape, in C order
   */
  public final Iterable<Block> blocks() {
    pool().requireOpen();
    return new Blocks(this);
  }

  /**
   * The user's attributes.
   *
   * @return a view: reading and writing it goes to the store
   */
  public final Attributes attributes() {
    return new Attributes(this);
  }

  /**
   * Creates an empty dataset of the same dtype, shape, chunk size and fill value.
   *
   * @param newName its name, in the same pool
   * @return the new dataset
   */
  public final Dataset cloneStructure(String newName) {
    return pool().createDataset(newName, spec());
  }

  /**
   * Creates a dataset of the same structure, elements and attributes. Only chunks that exist are
   * copied.
   *
   * @param newName its name, in the same pool
   * @return the new dataset; removed again if copying fails
   */
  public final Dataset copy(String newName) {
    return DatasetCopy.copy(this, pool(), newName);
  }

  /** Deletes all chunks, after which every element reads as fill value. */
  public final void clear() {
    pool().requireWritable();
    try (Stream<long[]> chunks = existingChunks()) {
      run(ChunkPlans.clear(this, chunks));
    }
  }

  /** Deletes the dataset with its chunks; it cannot be used afterwards. */
  public final void delete() {
    pool().deleteDataset(name());
  }
}
