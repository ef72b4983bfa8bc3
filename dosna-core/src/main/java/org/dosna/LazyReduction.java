package org.dosna;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.element.Shapes;
import org.dosna.fold.Cells;
import org.dosna.fold.Fold;
import org.dosna.fold.FoldShape;
import org.dosna.indexing.Points;
import org.dosna.indexing.Slicing;
import org.dosna.plan.Window;
import org.dosna.reduction.AxisReducer;
import org.dosna.reduction.RankSearch;

/**
 * A reduction along axes that is computed when it is wanted: as an array, or into a new dataset, of
 * which only a few chunks are in memory at a time. Immutable.
 */
public final class LazyReduction implements ArraySource {
  private final Lazy view;
  private final Along what;

  LazyReduction(Lazy view, Along what) {
    this.view = view;
    this.what = what;
  }

  /**
   * The same with a result in which the axes that are reduced stay, with length 1.
   *
   * @return a new object
   */
  public LazyReduction keepDims() {
    return new LazyReduction(view, what.keepDims());
  }

  /**
   * The same with another divisor of a standard deviation or variance, numpy's {@code ddof}.
   *
   * @param subtracted what is subtracted from the count; by default 0, for a sample 1
   * @return a new object
   * @throws DosnaException if something else is computed
   */
  public LazyReduction ddof(double subtracted) {
    return new LazyReduction(view, what.ddof(subtracted));
  }

  @Override
  public DType dtype() {
    return what.result(view.dtype());
  }

  @Override
  public long[] shape() {
    return what.result(view.shape());
  }

  /**
   * Computes all of it. Under MPI the ranks share the work, so all of them have to call it.
   *
   * @return a new array
   * @throws DosnaException if it is not defined for the dtype, or for no elements
   */
  public NDArray get() {
    what.fold(view.dtype(), view.shape());
    boolean atOnce = view.asView().filter(this::isByChunk).isPresent() && !what.isQuantile();
    return atOnce || shape().length == 0 ? computed(view, true) : boxByBox();
  }

  /** A few cells at a time: all elements of a cell may be in memory at once. */
  private NDArray boxByBox() {
    NDArray result = NDArray.zeros(dtype(), shape());
    ChunkGrid grid = ChunkGrid.of(shape(), chunkSize());
    grid.positions()
        .forEach(
            index -> {
              long[] origin = grid.origin(index);
              long[] box = Arrays.stream(grid.extent(index)).asLongStream().toArray();
              NDArray cells = computed(view.view(behind(origin, box)), true).reshape(box);
              result.set(Slice.box(origin, box), cells);
            });
    return result;
  }

  /**
   * Computes all of it into a new dataset, chunk by chunk.
   *
   * @param pool where to
   * @param newName its name
   * @param chunkSize the shape of its chunks; left out, as long as those of the source
   * @return the new dataset; removed again if it fails
   * @throws DosnaException if it is not defined for the dtype, or for no elements, or has no axes
   */
  public Dataset into(Group pool, String newName, int... chunkSize) {
    Arguments.require("pool", pool);
    Arguments.require("newName", newName);
    Arguments.require("chunkSize", chunkSize);
    if (shape().length == 0) {
      throw new DosnaException(
          "The result of " + what + " has no axes, a dataset has some; add keepDims(), or get()");
    }
    what.fold(view.dtype(), view.shape());
    int[] chunks = chunkSize.length == 0 ? chunkSize() : chunkSize;
    DatasetSpec spec = DatasetSpec.of(dtype(), shape()).chunkSize(chunks);
    return pool.createDataset(newName, spec, this);
  }

  private int[] chunkSize() {
    long[] blocks = Arrays.stream(view.blockSize()).asLongStream().toArray();
    return Arrays.stream(what.result(blocks)).mapToInt(Math::toIntExact).toArray();
  }

  /** Reads a box of the result: computes it, in this process alone. */
  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    long[] box = Slicing.box(origin, into.shape(), shape()).resultShape();
    into.set(computed(view.view(behind(origin, box)), false).reshape(box));
  }

  /** Slices of the view from which a box of the result comes. */
  private Slice[] behind(long[] origin, long[] box) {
    boolean[] folded = what.folded(view.shape().length);
    boolean kept = box.length == folded.length;
    Slice[] slices = new Slice[folded.length];
    int next = 0;
    for (int axis = 0; axis < slices.length; axis++) {
      boolean whole = folded[axis];
      slices[axis] = whole ? Slice.all() : Slice.range(origin[next], origin[next] + box[next]);
      next += whole && !kept ? 0 : 1;
    }
    return slices;
  }

  private NDArray computed(Lazy of, boolean shared) {
    if (Shapes.size(of.shape()) == 0) {
      return NDArray.zeros(of.dtype(), of.shape()).along(what);
    }
    Optional<DatasetView> seen = of.asView().filter(this::isByChunk);
    if (seen.isEmpty()) {
      return blockByBlock(of);
    }
    return seen.get().window().selection() instanceof Points
        ? seen.get().get().along(what)
        : chunkByChunk(seen.get(), shared);
  }

  /** Columns of chunks give cells in the order of the dataset's axes. */
  private boolean isByChunk(DatasetView of) {
    boolean alone = !what.isPosition() && Shapes.size(what.result(of.shape())) == 1;
    return alone || of.window().selection().isInOrder();
  }

  /** The cells into which some blocks fall, of which the first is known. */
  private record Column(Region first, Cells cells) {}

  private NDArray blockByBlock(Lazy of) {
    long[] shape = of.shape();
    boolean[] folded = what.folded(shape.length);
    Fold fold = what.fold(of.dtype(), shape);
    NDArray result = NDArray.zeros(dtype(), what.keepDims().result(shape));
    ChunkGrid grid = ChunkGrid.of(shape, of.blockSize());
    int slots = fold.result().slots();
    Map<List<Long>, Column> columns = new LinkedHashMap<>();
    grid.positions()
        .forEach(
            index -> {
              long[] origin = grid.origin(index);
              long[] box = Arrays.stream(grid.extent(index)).asLongStream().toArray();
              List<Long> column = new ArrayList<>();
              long place = 0;
              for (int axis = 0; axis < box.length; axis++) {
                column.add(folded[axis] ? 0 : index[axis]);
                place += folded[axis] ? origin[axis] : 0;
              }
              FoldShape cells = new FoldShape(box, folded, slots);
              NDArray block = NDArray.zeros(of.dtype(), box);
              of.read(origin, block);
              Column kept =
                  columns.computeIfAbsent(
                      column,
                      first -> new Column(new Region(origin, box), fold.begin(cells.cells())));
              fold.add(kept.cells, of.dtype().element(), block.array(), cells, place);
            });
    long perCell = FoldShape.perCell(shape, folded);
    for (Column column : columns.values()) {
      put(result, column.first, folded, of.dtype(), fold.finish(column.cells, perCell));
    }
    return result.reshape(what.result(shape));
  }

  private void put(NDArray result, Region column, boolean[] folded, DType dtype, Object finished) {
    long[] shape = what.keepDims().result(column.shape());
    result.set(place(column, folded), what.array(dtype, finished, shape));
  }

  private NDArray chunkByChunk(DatasetView of, boolean shared) {
    NDArray result = NDArray.zeros(dtype(), what.keepDims().result(of.shape()));
    if (what.isQuantile() && result.size() == 1 && shared) {
      Window window = of.window();
      result.set(RankSearch.quantile(what.operation(), window, what.quantile(), what.skipsNaN()));
      return result.reshape(what.result(of.shape()));
    }
    boolean[] folded = what.folded(of.shape().length);
    AxisReducer reducer = new AxisReducer(of.window(), folded, what.fold(of.dtype(), of.shape()));
    AxisReducer.Sink sink = (column, finished) -> put(result, column, folded, of.dtype(), finished);
    if (shared) {
      reducer.run(what.operation(), sink);
    } else {
      reducer.runAlone(what.operation(), sink);
    }
    return result.reshape(what.result(of.shape()));
  }

  private static Slice[] place(Region column, boolean[] folded) {
    Slice[] place = new Slice[folded.length];
    Arrays.setAll(
        place,
        axis -> {
          long begin = column.origin()[axis];
          return folded[axis] ? Slice.all() : Slice.range(begin, begin + column.shape()[axis]);
        });
    return place;
  }

  /** For instance {@code max along [0] of Lazy float32 [10, 256]}. */
  @Override
  public String toString() {
    return what + " of " + view;
  }
}
