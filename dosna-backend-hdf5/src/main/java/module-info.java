/** The backend {@code hdf5}: one HDF5 file per chunk. */
// javac dislikes the digit in the name.
@SuppressWarnings("module")
module org.dosna.backend.hdf5 {
  requires transitive org.dosna;
  requires org.slf4j;

  exports org.dosna.backend.hdf5;

  provides org.dosna.spi.Backend with
      org.dosna.backend.hdf5.Hdf5Backend;
}
