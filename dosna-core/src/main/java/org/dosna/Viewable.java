package org.dosna;

/**
 * Something of which a part is seen without being read: a {@link Dataset}, or a {@link DatasetView}
 * of one. What is seen may have its axes in another order; through all views the dataset is read
 * and written.
 *
 * <pre>{@code
 * DatasetView columns = dataset.transpose();        // numpy: a.T
 * columns.set("0, :", 1);
 * NDArray mirrored = dataset.flip(-1).get("..., :10");
 * }</pre>
 */
public interface Viewable extends Turning<DatasetView> {
  /**
   * A window on the elements.
   *
   * @param slices what is to be seen, as in {@link Dataset#get(Slice...)}; none for all
   * @return the window; nothing is read
   * @throws InvalidSliceException if the slice does not fit
   */
  DatasetView view(Slice... slices);

  /**
   * A window on the elements.
   *
   * @param slices as {@link Slice#parse} reads it: {@code "10:20, ::2"}
   * @return the window; nothing is read
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   */
  default DatasetView view(String slices) {
    return view(Slice.parse(slices));
  }

  @Override
  default DatasetView transpose(int... axes) {
    DatasetView all = view();
    return all.inOrder(Turns.order(axes, all.shape()));
  }

  @Override
  default DatasetView swapAxes(int axis, int other) {
    DatasetView all = view();
    return all.inOrder(Turns.swapped(axis, other, all.shape().length));
  }

  @Override
  default DatasetView flip(int... axes) {
    DatasetView all = view();
    return all.view(Turns.flipped(axes, all.shape().length));
  }

  @Override
  default DatasetView squeeze(int... axes) {
    DatasetView all = view();
    return all.view(Turns.squeezed(axes, all.shape()));
  }

  /**
   * The same elements under another shape, as far as that is only another way to see them: axes of
   * length 1 come and go, the others stay.
   *
   * @param shape the shape, all lengths given
   * @return the window; nothing is read
   * @throws InvalidSliceException if other axes would have to be joined or parted
   */
  default DatasetView reshape(long... shape) {
    Arguments.require("shape", shape);
    DatasetView all = view();
    return all.view(Turns.reshaped(all.shape(), shape));
  }
}
