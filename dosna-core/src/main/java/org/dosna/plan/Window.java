package org.dosna.plan;

import java.util.Arrays;
import java.util.Iterator;
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
 */
public record Window(ChunkedArray dataset, Selection selection) {
  /**
   * Looks whether the dataset still has all that is selected.
   *
   * @return this window
   * @throws InvalidSliceException if the dataset was made too small for it
   */
  public Window present() {
    long[] present = dataset.presentSpec().shape();
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
    return this;
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
    return new Window(dataset, Selections.then(selection, inner));
  }

  /**
   * Reads all of it.
   *
   * @return a new array
   */
  public NDArray get() {
    NDArray result = NDArray.zeros(dtype(), shape());
    read(result);
    return result;
  }

  /**
   * Reads all of it into an array.
   *
   * @param into an array of the window's shape and dtype
   */
  public void read(NDArray into) {
    dataset.run(plan(into, 0, selection.strides()));
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
