/** The model of DosNa: arrays, slicing, datasets, the sequential engine, and discovery. */
module org.dosna {
  requires org.slf4j;

  exports org.dosna;
  exports org.dosna.spi;

  uses org.dosna.spi.Backend;
  uses org.dosna.spi.Engine;

  provides org.dosna.spi.Engine with
      org.dosna.discovery.CpuEngine;
}
