/** The engine {@code threads}: chunk work spread over threads. */
module org.dosna.engine.threads {
  requires transitive org.dosna;
  requires org.slf4j;

  exports org.dosna.engine.threads;

  provides org.dosna.spi.Engine with
      org.dosna.engine.threads.ThreadsEngine;
}
