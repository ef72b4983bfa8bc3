/**
 * The engine {@code mpi}: every rank of an MPI program runs the same program and holds its own
 * cluster. {@link org.dosna.engine.mpi.MpiEngine} is found through {@link java.util.ServiceLoader}.
 *
 * <p>From the bottom up: {@code MpiLibrary} binds Open MPI or MPICH, whichever {@code Launcher}
 * says; {@code Communicator} lets ranks exchange bytes; {@code Ranks} makes collective calls of
 * that, which are checked to be the same on all ranks and fail on all ranks together; {@code Job}
 * is this process's part in the MPI program, from its start to a good or a bad end. {@code
 * MpiCluster}, {@code MpiPool} and {@code MpiDataset} say which operation is a collective call, and
 * {@code Share} which steps of a plan are this rank's.
 */
package org.dosna.engine.mpi;
