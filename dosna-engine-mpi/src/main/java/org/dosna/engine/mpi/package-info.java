/** The {@code mpi} engine spreads the chunk work of a dataset over the ranks of an MPI program. */
package org.dosna.engine.mpi;
