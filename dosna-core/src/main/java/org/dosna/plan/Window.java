package org.dosna.plan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
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

/**
 * What is selected of a dataset, as one operation sees it. Immutable; keeps its shape when the
 * dataset is resized.
 *
 * @param dataset the dataset
 * @param selection what is selected, resolved against a shape that the dataset had
 * @param shrinks how often the dataset had been made smaller, at most, when it had that shape
 */
public record Window(ChunkedArray dataset, Selection selection, long shrinks) {
  /**
   * A window on a dataset as it is now.
   *
   * @param dataset the dataset
   * @param select selects of its shape
   * @return the window
   */
  public static Window of(ChunkedArray dataset, Function<long[], Selection> select) {
    dataset.presentSpec();
    long shrinks = dataset.shrinks(); // before the shape, which may change at any moment
    return new Window(dataset, select.apply(dataset.spec().shape()), shrinks);
  }

  /**
   * Reads, and reads again if the dataset was made smaller meanwhile.
   *
   * @param <T> what is read
   * @param window gives a window on the dataset as it is now
   * @param read reads it
   * @return what was read of one shape
   */
  public static <T> T settled(Supplier<Window> window, Function<Window, T> read) {
    while (true) {
      Window present = window.get();
      T result = read.apply(present);
      if (present.shrinks == present.dataset.shrinks()) {
        return result;
      }
    }
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
    Window now = of(dataset, shape -> selection);
    long[] present = dataset.spec().shape();
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
    return now;
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
    return new Window(dataset, Selections.then(selection, inner), shrinks);
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
    dataset.run(plan(into, 0, selection.strides()));
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
