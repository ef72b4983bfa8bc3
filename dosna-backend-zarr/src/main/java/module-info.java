/** The {@code zarr} backend: Zarr arrays, one object per chunk. */
module org.dosna.backend.zarr {
  requires transitive org.dosna;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;

  exports org.dosna.backend.zarr;

  provides org.dosna.spi.Backend with
      org.dosna.backend.zarr.ZarrBackend;
}
