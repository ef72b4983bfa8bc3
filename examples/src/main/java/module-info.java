/** Runnable programs, a backend and an engine of one's own, and benchmarks. */
@SuppressWarnings("requires-automatic") // JMH has no module-info.
module org.dosna.examples {
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
  requires jmh.core;
  requires me.tongfei.progressbar;
  requires org.dosna;
  requires org.dosna.backend.hdf5;
  requires org.knowm.xchart;
  requires org.slf4j;

  provides org.dosna.spi.Backend with
      org.dosna.examples.npybackend.NpyBackend;
  provides org.dosna.spi.Engine with
      org.dosna.examples.logengine.LogEngine;

  opens org.dosna.examples to
      info.picocli;
  opens org.dosna.examples.bench to
      info.picocli;
  opens org.dosna.examples.soak to
      info.picocli;
}
