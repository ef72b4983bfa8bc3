package org.dosna;

/**
 * Something whose slices are read and assigned, with numpy's meaning: an {@link NDArray}, a {@link
 * Dataset}, a {@link DatasetView}.
 */
public interface Sliceable {
  /**
   * The dtype of the elements.
   *
   * @return the dtype
   */
  DType dtype();

  /**
   * All elements.
   *
   * @return a new array of the whole shape
   * @throws DosnaException if it would have more than 2^31-9 slots
   */
  default NDArray get() {
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
  default NDArray get(String slices) {
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
  NDArray get(Slice... slices);

  /**
   * Assigns to all elements.
   *
   * @param value broadcast to the shape and cast to the dtype
   * @throws InvalidSliceException if the value does not fit the shape
   */
  default void set(NDArray value) {
    set(new Slice[0], value);
  }

  /**
   * Assigns one value to all elements.
   *
   * @param scalar a Number, Boolean or {@link Complex}; cast to the dtype
   */
  default void set(Object scalar) {
    set(new Slice[0], scalar);
  }

  /**
   * Assigns to a slice, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param value broadcast to the slice's shape and cast to the dtype
   * @throws InvalidSliceException if the slice cannot be read or does not fit, or the value does
   *     not fit the slice
   */
  default void set(String slices, NDArray value) {
    set(Slice.parse(slices), value);
  }

  /**
   * Assigns one value to a slice, as text.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param scalar a Number, Boolean or {@link Complex}; cast to the dtype
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   */
  default void set(String slices, Object scalar) {
    set(Slice.parse(slices), scalar);
  }

  /**
   * Assigns to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value broadcast to the slice's shape and cast to the dtype
   * @throws InvalidSliceException if the slice does not fit, or the value does not fit the slice
   */
  void set(Slice[] slices, NDArray value);

  /**
   * Assigns one value to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param scalar a Number, Boolean or {@link Complex}; cast to the dtype
   * @throws InvalidSliceException if the slice does not fit
   */
  default void set(Slice[] slices, Object scalar) {
    if (scalar instanceof ArraySource source && !(source instanceof NDArray)) {
      throw new DosnaException(
          "Cannot assign '"
              + source
              + "' as one value; load(source) writes all of a dataset, and a part is assigned as an"
              + " array: set(slices, source.get())");
    }
    set(
        slices,
        Arguments.require("scalar", scalar) instanceof NDArray value
            ? value
            : NDArray.scalar(dtype(), scalar));
  }
}
