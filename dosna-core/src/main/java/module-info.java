/** The model of DosNa: arrays, slicing, datasets, the sequential engine, and discovery. */
@SuppressWarnings("requires-automatic") // lz4-java has no module-info.
module org.dosna {
  requires org.slf4j;

  // Each behind one class of the codecs, and needed by that only.
  requires static com.github.luben.zstd_jni;
  requires static org.apache.commons.compress;
  requires static org.lz4.java;

  exports org.dosna;
  exports org.dosna.spi;

  uses org.dosna.spi.Backend;
  uses org.dosna.spi.Engine;

  provides org.dosna.spi.Engine with
      org.dosna.discovery.CpuEngine;
}
