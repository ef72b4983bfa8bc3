/** Runnable programs, a backend and an engine of one's own, and benchmarks. */
@SuppressWarnings("requires-automatic") // JMH, JNA and TwelveMonkeys have no module-info.
module org.dosna.examples {
  requires com.sun.jna;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.tiff;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires jdk.httpserver;
  requires jdk.management;
  requires jmh.core;
  requires me.tongfei.progressbar;
  requires org.dosna;
  requires org.dosna.backend.hdf5;
  requires org.dosna.backend.zarr;
  requires org.knowm.xchart;
  requires org.slf4j;

  provides org.dosna.Codec with
      org.dosna.examples.XorCodec;
  provides org.dosna.spi.Backend with
      org.dosna.examples.npybackend.NpyBackend;
  provides org.dosna.spi.Engine with
      org.dosna.examples.logengine.LogEngine;

  opens org.dosna.examples to
      info.picocli;
  opens org.dosna.examples.bench to
      com.sun.jna,
      info.picocli;
  opens org.dosna.examples.command to
      info.picocli;
  opens org.dosna.examples.soak to
      info.picocli;
}
