package org.dosna.engine.mpi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/**
 * What the launcher of an MPI program (mpirun, mpiexec, srun) has told this process through
 * environment variables.
 *
 * @param openMpi whether the program is likely to want Open MPI: its own launcher, or only PMIx
 * @param size how many processes it has started, if it says so
 */
record Launcher(boolean openMpi, Optional<Size> size) {
  /**
   * A number of processes.
   *
   * @param variable the environment variable that says so
   * @param processes the number
   */
  record Size(String variable, int processes) {}

  private static final String OPEN_MPI = "OMPI_COMM_WORLD_SIZE";

  /**
   * One of these is set in every process of an MPI program: by Open MPI's mpirun, by MPICH's and
   * its relatives' (PMI), by srun (PMI or PMIx). Slurm's own variables say nothing: they are also
   * set in a batch script.
   */
  private static final List<String> SIGNS = List.of(OPEN_MPI, "PMI_RANK", "PMIX_RANK");

  /** Those nearest to the launcher first: mpirun may run inside of a Slurm job of another size. */
  private static final List<String> SIZES =
      List.of(OPEN_MPI, "PMI_SIZE", "SLURM_STEP_NUM_TASKS", "SLURM_NTASKS");

  /** The launcher of this process; empty if there is none. */
  static Optional<Launcher> of(Map<String, String> environment) {
    if (SIGNS.stream().noneMatch(environment::containsKey)) {
      return Optional.empty();
    }
    return Optional.of(
        new Launcher(
            environment.containsKey(OPEN_MPI) || !environment.containsKey("PMI_RANK"),
            SIZES.stream().flatMap(name -> size(environment, name)).findFirst()));
  }

  private static Stream<Size> size(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.matches("[0-9]{1,9}")
        ? Stream.of(new Size(name, Integer.parseInt(value)))
        : Stream.empty();
  }

  /** Which library to load if one is wanted, or {@code auto}. */
  String library(String wanted) {
    if (!wanted.equals(MpiLibrary.AUTO)) {
      return wanted;
    }
    return openMpi ? MpiLibrary.OPEN_MPI : MpiLibrary.MPICH;
  }

  /**
   * Refuses a library that does not belong to the launcher: each rank would believe to be alone.
   */
  void requireSize(MpiLibrary mpi) {
    size.filter(expected -> expected.processes() != mpi.worldSize())
        .ifPresent(
            expected -> {
              throw new DosnaException(
                  "The launcher has started "
                      + expected.processes()
                      + " processes ("
                      + expected.variable()
                      + "), but "
                      + mpi.version()
                      + " sees "
                      + mpi.worldSize()
                      + ": launcher and library are not of the same MPI. Start the program with the"
                      + " other mpirun, or choose the library with the engine's option 'library': "
                      + MpiLibrary.OPEN_MPI
                      + ", "
                      + MpiLibrary.MPICH
                      + " or the name of its file");
            });
  }
}
