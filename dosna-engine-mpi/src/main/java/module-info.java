/** The {@code mpi} engine: chunk work spread over MPI ranks. */
module org.dosna.engine.mpi {
  requires transitive org.dosna;
}
