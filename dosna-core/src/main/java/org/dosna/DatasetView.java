package org.dosna;

import java.util.Arrays;
import org.dosna.indexing.Selection;

/**
 * A window on a dataset: what slices select, to be read, written or reduced later. Nothing is
 * copied: it is the dataset that is read and written. May be shared by threads as the dataset may.
 *
 * <p>It keeps its shape when the dataset is resized. As long as the dataset is too small for it, it
 * cannot be read, written or reduced: that is an {@link InvalidSliceException}.
 *
 * <pre>{@code
 * DatasetView plane = dataset.view("10, ...");
 * plane.set("::2", 0);
 * double mean = plane.view("5:, :").mean();
 * }</pre>
 */
public final class DatasetView implements ArraySource, Reducible {
  private final Dataset dataset;
  private final Selection selection;

  DatasetView(Dataset dataset, Selection selection) {
    this.dataset = dataset;
    this.selection = selection;
  }

  /**
   * The dataset that is seen.
   *
   * @return the dataset
   */
  public Dataset dataset() {
    return dataset;
  }

  Selection selection() {
    return selection;
  }

  /** The selection, of which all is in the dataset. */
  Selection presentSelection() {
    long[] present = dataset.presentShape();
    if (!selection.fits(present)) {
      throw new InvalidSliceException(
          "The view of shape "
              + Arrays.toString(shape())
              + " reaches beyond dataset '"
              + dataset.name()
              + "', which was resized to "
              + Arrays.toString(present)
              + "; make a new view");
    }
    return selection;
  }

  @Override
  public DType dtype() {
    return dataset.dtype();
  }

  @Override
  public long[] shape() {
    return selection.resultShape();
  }

  /**
   * The number of elements seen.
   *
   * @return product of the shape
   */
  public long size() {
    return selection.size();
  }

  /**
   * All elements seen.
   *
   * @return a new array
   */
  public NDArray get() {
    return dataset.get(presentSelection());
  }

  /**
   * A slice of what is seen, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @return a new array
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   */
  public NDArray get(String slices) {
    return view(slices).get();
  }

  /**
   * A slice of what is seen.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @return a new array
   * @throws InvalidSliceException if the slice does not fit
   */
  public NDArray get(Slice... slices) {
    return view(slices).get();
  }

  /**
   * Assigns to a slice of what is seen, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param value broadcast to the slice's shape and cast to the dtype
   * @throws InvalidSliceException if the slice does not fit, or the value the slice
   */
  public void set(String slices, NDArray value) {
    set(Slice.parse(slices), value);
  }

  /**
   * Assigns one value to a slice of what is seen, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param scalar a Number, Boolean or {@link Complex}; cast to the dtype
   * @throws InvalidSliceException if the slice does not fit
   */
  public void set(String slices, Object scalar) {
    set(Slice.parse(slices), scalar);
  }

  /**
   * Assigns to a slice of what is seen.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value broadcast to the slice's shape and cast to the dtype
   * @throws InvalidSliceException if the slice does not fit, or the value the slice
   */
  public void set(Slice[] slices, NDArray value) {
    dataset.set(view(slices).presentSelection(), value);
  }

  /**
   * Assigns one value to a slice of what is seen.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param scalar a Number, Boolean or {@link Complex}; cast to the dtype
   * @throws InvalidSliceException if the slice does not fit
   */
  public void set(Slice[] slices, Object scalar) {
    set(slices, scalar instanceof NDArray value ? value : NDArray.scalar(dtype(), scalar));
  }

  @Override
  public void read(long[] origin, NDArray into) {
    Selection box = Selection.box(origin, into.shape(), shape());
    dataset.read(presentSelection().then(box), into);
  }

  @Override
  public DatasetView view(Slice... slices) {
    return new DatasetView(dataset, selection.then(Selection.of(slices, shape())));
  }

  /** For instance {@code DatasetView [10, 256] of RamDataset data ...}. */
  @Override
  public String toString() {
    return "DatasetView " + Arrays.toString(shape()) + " of " + dataset;
  }
}
