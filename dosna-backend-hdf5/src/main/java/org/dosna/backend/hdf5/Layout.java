package org.dosna.backend.hdf5;

/** How the elements of an HDF5 dataset are stored. */
enum Layout {
  /** In one piece of the file, as they are. */
  CONTIGUOUS,
  /** Not at all: the dataset was made and never written, so every element is its fill value. */
  UNALLOCATED,
  /** In chunks, perhaps compressed, or inside the header. */
  ENCODED
}
