package org.dosna;

/** TEMP. */
public interface Sliceable {
  DType dtype();

  NDArray get(Slice... slices);

  void set(Slice[] slices, NDArray value);

  default NDArray get() {
    return get(Slice.ellipsis());
  }

  default NDArray get(String slices) {
    return get(Slice.parse(slices));
  }

  default void set(String slices, NDArray value) {
    set(Slice.parse(slices), value);
  }

  default void set(String slices, Object scalar) {
    set(Slice.parse(slices), scalar);
  }

  default void set(Slice[] slices, Object scalar) {
    set(slices, scalar instanceof NDArray value ? value : NDArrays.scalar(dtype(), scalar));
  }
}
