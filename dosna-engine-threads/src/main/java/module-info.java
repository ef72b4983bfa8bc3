/** The {@code threads} engine: chunk work spread over threads. */
module org.dosna.engine.threads {
  requires transitive org.dosna;
}
