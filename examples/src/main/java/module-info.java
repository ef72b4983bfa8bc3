/** Runnable programs and benchmarks. */
@SuppressWarnings("requires-automatic") // JMH has no module-info.
module org.dosna.examples {
  requires jmh.core;
  requires me.tongfei.progressbar;
  requires org.dosna;
  requires org.dosna.backend.hdf5;
}
