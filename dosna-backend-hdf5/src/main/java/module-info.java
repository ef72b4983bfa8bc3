/** The backend {@code hdf5}: one HDF5 file per chunk. */
// "module": javac dislikes the digit in the name; "requires-automatic": jhdf has no module-info.
@SuppressWarnings({"module", "requires-automatic"})
module org.dosna.backend.hdf5 {
  requires transitive org.dosna;
  requires org.slf4j;
  requires io.jhdf;
  // What jhdf needs; being automatic, it cannot say so.
  requires org.apache.commons.lang3;

  exports org.dosna.backend.hdf5;

  provides org.dosna.spi.Backend with
      org.dosna.backend.hdf5.Hdf5Backend;
}
