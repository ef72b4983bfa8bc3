package org.dosna;

import java.util.Arrays;
import org.dosna.indexing.Cuts;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;
import org.dosna.plan.PartTransfers;

/**
 * One stored chunk of a dataset: a box of the dataset's chunk size, at the edges of the dataset
 * too. May be shared by threads; every read and write of it is atomic.
 *
 * <p>A backend extends this class and supplies {@link #doGetData} and {@link #doSetData}, or
 * overrides {@link Dataset#readChunk} and {@link Dataset#writeChunk} and hands out {@link
 * Dataset#chunkAt}.
 */
public abstract class DataChunk implements Indexable<Sliceable> {
  private final Dataset dataset;
  private final long[] index;

  /**
   * A chunk.
   *
   * @param dataset the dataset it belongs to
   * @param index its position in the chunk grid
   */
  protected DataChunk(Dataset dataset, long[] index) {
    this.dataset = Arguments.require("dataset", dataset);
    this.index = Arguments.require("index", index).clone();
  }

  /**
   * The chunk's place.
   *
   * @return position in the chunk grid, one value per axis
   */
  public final long[] index() {
    return index.clone();
  }

  /**
   * The chunk's shape.
   *
   * @return the dataset's chunk size, at the edges too
   */
  public final int[] shape() {
    return dataset.chunkSize();
  }

  /**
   * The chunk's dtype.
   *
   * @return the dataset's dtype
   */
  public final DType dtype() {
    return dataset.dtype();
  }

  /**
   * The size of its elements.
   *
   * @return bytes
   */
  public final long byteCount() {
    return dataset.spec().chunkBytes();
  }

  final long[] fullShape() {
    return Arrays.stream(shape()).asLongStream().toArray();
  }

  /**
   * All elements, as stored: those outside the dataset's shape too.
   *
   * @return a new array of the chunk's shape
   * @throws NotFoundException if the chunk was deleted
   */
  public final NDArray getData() {
    return dataset.reading(
        index,
        () -> {
          dataset.requireChunk(index);
          return doGetData();
        });
  }

  /**
   * A slice of the elements.
   *
   * @param slices what is wanted, relative to the chunk
   * @return a copy
   * @throws InvalidSliceException if the slice does not fit
   * @throws NotFoundException if the chunk was deleted
   */
  public final NDArray getData(Slice... slices) {
    return getData().get(slices);
  }

  /**
   * Writes all elements. What lies outside the dataset's shape is fill value afterwards.
   *
   * @param data an array of the chunk's shape; cast to the dtype
   * @throws InvalidSliceException if it has another shape
   */
  public final void setData(NDArray data) {
    Arguments.require("data", data);
    if (!Arrays.equals(data.shape(), fullShape())) {
      throw new InvalidSliceException(
          "The chunk's shape is "
              + Arrays.toString(shape())
              + "; the data's is "
              + Arrays.toString(data.shape()));
    }
    setData(data, Slice.ellipsis());
  }

  /**
   * Writes a slice of the elements; the others keep their values. What lies outside the dataset's
   * shape is fill value afterwards.
   *
   * @param data broadcast to the slice's shape and cast to the dtype
   * @param slices where it goes, relative to the chunk
   * @throws InvalidSliceException if the slice does not fit the chunk, or the data the slice
   */
  public final void setData(NDArray data, Slice... slices) {
    Arguments.require("data", data);
    write(Selections.of(slices, fullShape()), data);
  }

  @Override
  public final Sliceable select(Picks picks) {
    return new ChunkView(this, Arguments.require("picks", picks).from(fullShape()));
  }

  final void write(Selection selection, NDArray data) {
    dataset.requireWritableChunk(index);
    long[] strides = selection.broadcast(data.shape());
    if (!selection.isEmpty()) {
      NDArray value = data.astype(dtype());
      Cuts.inside(selection, index, dataset.spec().grid())
          .ifPresent(
              part -> dataset.writeChunk(index, PartTransfers.transfer(part, value, 0, strides)));
    }
  }

  /**
   * Reads all elements. Atomic.
   *
   * @return a new array of the chunk's shape
   */
  protected abstract NDArray doGetData();

  /**
   * Writes all elements. Atomic: others see the old elements or the new ones.
   *
   * @param data an array of the chunk's shape and dtype, fill value outside the dataset's shape
   */
  protected abstract void doSetData(NDArray data);

  /** For instance {@code StoredChunk [0, 1] of data}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + Arrays.toString(index) + " of " + dataset.name();
  }
}
