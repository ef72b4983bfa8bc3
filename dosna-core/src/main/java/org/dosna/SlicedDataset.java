package org.dosna;

import java.util.Arrays;
import org.dosna.indexing.Selection;

/**
 * A dataset as an array: reading and assigning slices. The part of {@link Dataset} that numpy users
 * know; what is done with whole datasets is there.
 */
abstract class SlicedDataset extends ChunkStore implements ArraySource, Reducible {
  SlicedDataset(Pool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
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
    return get(Selection.of(slices, presentShape()));
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
    Selection selection = Selection.of(Slice.parse(slices), presentShape());
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
    read(Selection.box(origin, into.shape(), presentShape()), into);
  }

  final void read(Selection selection, NDArray into) {
    pool().requireOpen();
    ArraySource.requireDType(this, into);
    start(ChunkPlans.get(this, selection, into, 0, selection.strides()));
  }

  /** Reads a selection into a part of a larger array. */
  final void read(Selection selection, NDArray into, long begin, long[] strides) {
    pool().requireOpen();
    start(ChunkPlans.get(this, selection, into, begin, strides));
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
    set(Selection.of(slices, presentShape()), value);
  }

  final void set(Selection selection, NDArray value) {
    pool().requireWritable();
    start(ChunkPlans.set(this, selection, value));
  }

  /**
   * Assigns one value to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param scalar a Number, Boolean or {@link Complex}; cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset
   */
  public final void set(Slice[] slices, Object scalar) {
    set(slices, scalar instanceof NDArray value ? value : NDArray.scalar(dtype(), scalar));
  }
}
