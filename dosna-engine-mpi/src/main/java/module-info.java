/** The engine {@code mpi}: chunk work spread over the ranks of an MPI program. */
// "requires-automatic": JNA's jar has no module-info.
@SuppressWarnings("requires-automatic")
module org.dosna.engine.mpi {
  requires transitive org.dosna;
  requires com.sun.jna;

  exports org.dosna.engine.mpi;

  provides org.dosna.spi.Engine with
      org.dosna.engine.mpi.MpiEngine;
}
