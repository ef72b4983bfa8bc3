package org.dosna.plan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.dosna.DType;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.indexing.Cut;
import org.dosna.indexing.Cuts;
import org.dosna.indexing.Part;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.Refresh;

/**
 * What is selected of a dataset, as one operation sees it. Immutable; keeps its shape when the
 * dataset is resized.
 *
 * @param dataset the dataset
 * @param selection what is selected, resolved against a shape that the dataset had
 * @param shrinks how often the dataset had been made smaller, at most, when it had that shape
 * @param refresh tells whether it has that shape still
 */
public record Window(ChunkedArray dataset, Selection selection, long shrinks, Refresh refresh) {
  /**
   * A window on a dataset as it is now.
   *
   * @param dataset the dataset
   * @param select selects of its shape
   * @return the window
   */
  public static Window of(ChunkedArray dataset, Function<long[], Selection> select) {
    dataset.presentSpec();
    return of(dataset, select, Refresh.DONE);
  }

  private static Window of(
      ChunkedArray dataset, Function<long[], Selection> select, Refresh refresh) {
    long shrinks = dataset.shrinks(); // before the shape, which may change at any moment
    return new Window(dataset, select.apply(dataset.spec().shape()), shrinks, refresh);
  }

  /**
   * Runs a plan on a dataset as it is now.
   *
   * @param dataset the dataset
   * @param select selects of its shape
   * @param plan gives the plan for a window, which calls no code of the user's; perhaps twice
   */
  public static void run(
      ChunkedArray dataset, Function<long[], Selection> select, Function<Window, ChunkPlan> plan) {
    use(
        dataset,
        select,
        window -> {
          dataset.run(window.current(plan.apply(window)));
          return window;
        });
  }

  /**
   * Does something with a window on what is known of a dataset, which is looked at meanwhile; if it
   * turns out to be another one, all is done anew.
   */
  private static <T> T use(
      ChunkedArray dataset, Function<long[], Selection> select, Function<Window, T> use) {
    Refresh refresh = dataset.beginRefresh();
    try {
      T result = use.apply(of(dataset, select, refresh));
      if (refresh.await()) {
        return result;
      }
    } catch (RuntimeException | Error e) {
      if (refresh.await()) {
        throw e;
      }
    }
    return use.apply(of(dataset, select, Refresh.DONE));
  }

  /**
   * Reads, and reads again if the dataset was made smaller meanwhile.
   *
   * @param <T> what is read
   * @param dataset the dataset
   * @param select selects of its shape
   * @param read runs plans that read what is selected, and are {@link #current}; perhaps several
   *     times
   * @return what was read of one shape
   */
  public static <T> T settled(
      ChunkedArray dataset, Function<long[], Selection> select, Function<Window, T> read) {
    while (true) {
      Optional<T> result =
          use(
              dataset,
              select,
              window -> {
                T found = read.apply(window);
                boolean isSettled = window.shrinks == dataset.shrinks();
                return isSettled ? Optional.of(found) : Optional.empty();
              });
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  /**
   * A plan for this window.
   *
   * @param plan its steps
   * @return the same; none is done if the window is one on what the dataset is no more
   */
  ChunkPlan current(ChunkPlan plan) {
    return CurrentStep.all(plan, refresh);
  }

  /**
   * Looks whether the dataset was not made smaller since this window was made.
   *
   * @throws InvalidSliceException if it was: what was read may be fill value that was none
   */
  public void requireSettled() {
    if (present().shrinks != shrinks) {
      throw new InvalidSliceException(
          "Dataset '"
              + dataset.name()
              + "' was made smaller, and perhaps larger again, while it was read; do it again");
    }
  }

  /**
   * Looks whether the dataset still has all that is selected.
   *
   * @return the same window on the dataset as it is now
   * @throws InvalidSliceException if the dataset was made too small for it
   */
  public Window present() {
    return of(dataset, this::within);
  }

  /**
   * What is selected, if a shape of the dataset has all of it.
   *
   * @param present the shape
   * @return the selection
   * @throws InvalidSliceException if the dataset was made too small for it
   */
  public Selection within(long[] present) {
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

  /**
   * The dtype of the elements.
   *
   * @return the dataset's dtype
   */
  public DType dtype() {
    return dataset.spec().dtype();
  }

  /**
   * The shape of what is selected.
   *
   * @return one value per axis of the result
   */
  public long[] shape() {
    return selection.resultShape();
  }

  /**
   * A window on this one.
   *
   * @param inner a selection made for the shape of this one
   * @return what both select together
   */
  public Window then(Selection inner) {
    return new Window(dataset, Selections.then(selection, inner), shrinks, refresh);
  }

  /**
   * Reads all of it.
   *
   * @return a new array
   */
  public NDArray get() {
    return read(NDArray.zeros(dtype(), shape()));
  }

  /**
   * Reads all of it into an array.
   *
   * @param into an array of the window's shape and dtype
   * @return the array
   */
  public NDArray read(NDArray into) {
    dataset.run(current(plan(into, 0, selection.strides())));
    return into;
  }

  /**
   * The steps that read all of it into a part of an array.
   *
   * @param into the array, of the window's dtype
   * @param begin the array's element that gets the first one
   * @param strides the array's stride on each of the selection's own axes, in elements
   * @return mere copies, one per chunk touched
   */
  Iterator<ChunkStep> reading(NDArray into, long begin, long[] strides) {
    return plan(into, begin, strides).steps();
  }

  private ChunkPlan plan(NDArray into, long begin, long[] strides) {
    GetStep.Target target = new GetStep.Target(into, begin, strides);
    Cut<? extends Part> cut = Cuts.of(selection, dataset.spec().grid());
    return PartPlan.of("get", false, cut, part -> new GetStep(part, target));
  }
}
