package org.dosna;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.indexing.Points;
import org.dosna.indexing.Selections;
import org.dosna.indexing.Slicing;
import org.dosna.plan.CopiedChunks;
import org.dosna.plan.Plans;
import org.dosna.plan.Window;
import org.dosna.reduction.Reducer;

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
public final class DatasetView
    implements ArraySource, Sliceable, Indexable<DatasetView>, Reducible {
  private final Dataset dataset;
  private final Window window;

  DatasetView(Dataset dataset, Window window) {
    this.dataset = dataset;
    this.window = window;
  }

  /**
   * The dataset that is seen.
   *
   * @return the dataset
   */
  public Dataset dataset() {
    return dataset;
  }

  /** What plans need of it. */
  Window window() {
    return window;
  }

  @Override
  public DType dtype() {
    return dataset.dtype();
  }

  @Override
  public long[] shape() {
    return window.shape();
  }

  /**
   * What a dataset of its own is made of that keeps what is seen: {@code
   * pool.createDataset("plane", view.spec(), view)}.
   *
   * @return dtype and fill value of the dataset, the view's shape, and chunks that are as long as
   *     the dataset's on each axis that is left, or as the view where that is shorter
   * @throws DosnaException if the view has no axes, or more than a dataset may have
   */
  public DatasetSpec spec() {
    return DatasetSpec.of(dtype(), shape())
        .chunkSize(blockSize())
        .fillElement(dataset.spec().fillElement());
  }

  /**
   * The chunks that a copy of what is seen needs; all others are fill value. Nothing is read but
   * the list of the dataset's chunks.
   *
   * @param chunkSize the shape of the copy's chunks, one value of 1 or more per axis of the view
   * @return positions in the copy's chunk grid, each once, in any order; to be closed
   * @throws DosnaException if the chunk size has another number of axes, or is not allowed
   */
  public Stream<long[]> storedChunks(int... chunkSize) {
    Arguments.require("chunkSize", chunkSize);
    return CopiedChunks.touched(window, chunkSize);
  }

  /**
   * The number of elements seen.
   *
   * @return product of the shape
   */
  public long size() {
    return window.selection().size();
  }

  /**
   * A slice of what is seen.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @return a new array
   * @throws InvalidSliceException if the slice does not fit
   */
  @Override
  public NDArray get(Slice... slices) {
    return settled(sliced(slices), Window::get);
  }

  /**
   * Assigns to a slice of what is seen.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value broadcast to the slice's shape and cast to the dtype
   * @throws InvalidSliceException if the slice does not fit, or the value the slice
   */
  @Override
  public void set(Slice[] slices, NDArray value) {
    Arguments.require("value", value);
    dataset.pool().requireWritable();
    Window part = sliced(slices);
    Window.run(part.dataset(), part::within, present -> Plans.set(present, value));
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    Window box = window.then(Slicing.box(origin, into.shape(), shape()));
    settled(box, present -> present.read(into));
  }

  private static NDArray settled(Window part, Function<Window, NDArray> read) {
    return Window.settled(part.dataset(), part::within, read);
  }

  @Override
  public DatasetView view(Slice... slices) {
    return new DatasetView(dataset, sliced(slices));
  }

  /** The same with its axes in another order, given for each the axis it comes from. */
  DatasetView inOrder(int[] order) {
    return new DatasetView(dataset, window.then(Slicing.inOrder(order, shape())));
  }

  /**
   * Where the smallest or largest element is first, in the order of this view's axes. Reductions
   * follow the dataset's axes; in another order the position is found axis by axis.
   */
  long[] positionOf(String operation, boolean max) {
    if (window.selection().isInOrder()) {
      return Reducer.positionOf(operation, window, max);
    }
    long[] position = new long[shape().length];
    DatasetView rest = this;
    for (int axis = 0; axis < position.length; axis++) {
      int[] inner = IntStream.range(1, position.length - axis).toArray();
      NDArray best = inner.length == 0 ? rest.get() : max ? rest.max(inner) : rest.min(inner);
      position[axis] = (max ? best.argMax(0) : best.argMin(0)).getLong();
      rest = rest.view(Slice.at(position[axis]));
    }
    return position;
  }

  /** The shape of what is seen of a chunk, about. */
  int[] blockSize() {
    long[] shape = shape();
    long[] size = shape.clone();
    if (!(window.selection() instanceof Points)) {
      long[] chunk = Arrays.stream(dataset.chunkSize()).asLongStream().toArray();
      size = window.selection().onResultAxes(chunk, 1);
    }
    int[] block = new int[shape.length];
    for (int axis = 0; axis < block.length; axis++) {
      block[axis] = (int) Math.max(1, Math.min(size[axis], shape[axis]));
    }
    return block;
  }

  @Override
  public DatasetView select(Picks picks) {
    return new DatasetView(dataset, window.then(Arguments.require("picks", picks).from(shape())));
  }

  private Window sliced(Slice... slices) {
    return window.then(Selections.of(slices, shape()));
  }

  /** For instance {@code DatasetView [10, 256] of RamDataset data ...}. */
  @Override
  public String toString() {
    return "DatasetView " + Arrays.toString(shape()) + " of " + dataset;
  }
}
