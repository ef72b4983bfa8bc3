package org.dosna.spi;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dosna.Arguments;
import org.dosna.DatasetSpec;

/**
 * The order in which a dataset's shape is changed, the same on every backend, so that readers see
 * the old shape or the new one, and what they see beyond the old one reads as fill value or as what
 * was appended. A backend supplies the parts, and sees to it that one who resizes waits for the
 * other.
 */
public abstract class Resize {
  /** Used once, by one thread, with the dataset's lock held. */
  protected Resize() {}

  /**
   * Changes the shape. If it fails, the dataset is as it was.
   *
   * @param change gives the new shape for the present one
   * @param fill writes what belongs into a new part, before others can see it
   */
  public final void run(UnaryOperator<long[]> change, Consumer<DatasetSpec> fill) {
    Arguments.require("change", change);
    Arguments.require("fill", fill);
    DatasetSpec before = present();
    DatasetSpec after = before.shape(change.apply(before.shape()));
    // What a writer that had not heard of an earlier change, or Python's padding, has left outside
    // must not come to light.
    dropOutside(before);
    begin(before, after);
    try {
      fill.accept(after);
    } catch (RuntimeException | Error e) {
      undo(e, before);
      throw e;
    }
    show(after);
    dropOutside(after);
  }

  /** The failure stays the one that is reported; what is not tidied up now the next resize does. */
  private void undo(Throwable failure, DatasetSpec before) {
    try {
      abandon(before);
      dropOutside(before);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Whether a shape leaves out anything of another one.
   *
   * @param before a dataset's description
   * @param after the same with another shape
   * @return whether any axis is shorter
   */
  protected static boolean isShrink(DatasetSpec before, DatasetSpec after) {
    long[] old = Arguments.require("before", before).shape();
    long[] shape = Arguments.require("after", after).shape();
    return IntStream.range(0, old.length).anyMatch(axis -> shape[axis] < old[axis]);
  }

  /**
   * Looks what others see now.
   *
   * @return the dataset's description
   */
  protected abstract DatasetSpec present();

  /**
   * Makes ready for chunks to be written that others do not see yet. By default there is nothing to
   * do.
   *
   * @param before what others see until {@link #show}
   * @param after what they will see
   */
  protected void begin(DatasetSpec before, DatasetSpec after) {}

  /**
   * Deletes chunks outside a shape, and gives fill value to what lies outside it of those at its
   * edges.
   *
   * @param shown the shape
   */
  protected abstract void dropOutside(DatasetSpec shown);

  /**
   * Shows the new shape to everybody. Atomic.
   *
   * @param after what they see from now on
   */
  protected abstract void show(DatasetSpec after);

  /**
   * Takes back what {@link #begin} did. By default there is nothing to do.
   *
   * @param before what others have seen all the time
   */
  protected void abandon(DatasetSpec before) {}
}
