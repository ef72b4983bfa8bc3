package org.dosna.engine.mpi;

import java.util.Set;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.spi.Engine;

/**
 * The engine {@code mpi}: every rank of an MPI program, started by {@code mpirun}, runs the same
 * program with its own {@link Cluster}; operations on whole datasets share the chunks between the
 * ranks. The counterpart of the original's engine of that name.
 *
 * <p>What changes what exists (pools, datasets, chunks, shapes, attributes), works on a whole
 * dataset or computes one value of it is a collective call: every rank has to make it, in the same
 * order and with the same arguments. The root does what cannot be shared, the others wait; if a
 * rank fails, all throw. What reads or writes a slice, or looks what there is, is local: each rank
 * does it for itself. {@code examples/doc/mpi.md} has the table.
 *
 * <p>MPI is joined when the engine is chosen ({@link org.dosna.Dosna#use}) and left when the
 * program ends. A rank that ends by an uncaught exception, or with a cluster that is still
 * connected, aborts the whole job. Without a launcher the program is one rank of size 1, and needs
 * no MPI library.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code library}: {@code openmpi}, {@code mpich} or the name of a library file; by default
 *       {@code auto}, the launcher's.
 *   <li>{@code color}: the ranks that give the same number, 0 or more, form a group of their own,
 *       numbered in the order of the world's ranks. If it is given, making a cluster is a
 *       collective call of all ranks. By default the group is the world.
 *   <li>{@code threads}: each rank does its share with the engine {@code threads} and so many
 *       threads; by default 1, without that engine.
 * </ul>
 */
public final class MpiEngine implements Engine {
  private static final String LIBRARY = "library";
  private static final String COLOR = "color";
  private static final String THREADS = "threads";

  /** For ServiceLoader. */
  public MpiEngine() {}

  @Override
  public String name() {
    return "mpi";
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(LIBRARY, COLOR, THREADS);
  }

  @Override
  public Set<String> counterpartOf() {
    return Set.of("mpi4py", "mpich", "openmpi");
  }

  @Override
  public void prepare(Options options) {
    Arguments.require("options", options);
    color(options);
    threads(options);
    job(options);
  }

  @Override
  public Cluster wrap(Cluster cluster, Options options) {
    Arguments.require("cluster", cluster);
    Arguments.require("options", options);
    Job job = job(options);
    int color = color(options);
    Ranks ranks = color < 0 ? job.world() : job.part(color);
    if (ranks.size() > 1 && !cluster.isShared()) {
      throw new DosnaException(
          "The backend '"
              + cluster.backend()
              + "' keeps its data in one process: each of the "
              + ranks.size()
              + " ranks would see other data. Choose a backend that all ranks reach, such as hdf5"
              + " or ceph, or start one rank");
    }
    int threads = threads(options);
    return new MpiCluster(threads == 1 ? cluster : withThreads(cluster, threads), job, ranks);
  }

  private static Job job(Options options) {
    return Job.join(options.getString(LIBRARY, MpiLibrary.AUTO));
  }

  private static int color(Options options) {
    return options.names().contains(COLOR) ? options.getInt(COLOR, 0, 0) : -1;
  }

  private static int threads(Options options) {
    return options.getInt(THREADS, 1, 1);
  }

  private static Cluster withThreads(Cluster cluster, int threads) {
    try {
      return Dosna.engine("threads").wrap(cluster, Options.of("jobs", threads));
    } catch (DosnaException e) {
      throw new DosnaException(
          "The option 'threads' of the engine 'mpi' needs the engine 'threads': " + e.getMessage(),
          e);
    }
  }
}
