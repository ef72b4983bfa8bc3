package org.dosna.engine.threads;

import java.util.Set;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Engine;

/**
 * The engine {@code threads}: the chunks of an operation are worked on by several threads of this
 * process. The counterpart of the original's {@code joblib} with {@code jlbackend="threading"}.
 *
 * <p>Option {@code jobs} (default: the number of processors): how many threads work on one
 * operation at most, the caller included, and so how many chunks are in memory at a time. The
 * original's {@code njobs}. Threads are started only while there are chunks left for them, and
 * never more than 1024 for a cluster. A short operation never leaves the caller's thread.
 */
public final class ThreadsEngine implements Engine {
  private static final String JOBS = "jobs";

  /** For ServiceLoader. */
  public ThreadsEngine() {}

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(JOBS);
  }

  @Override
  public Set<String> counterpartOf() {
    return Set.of("joblib");
  }

  @Override
  public void prepare(Options options) {
    Arguments.require("options", options);
    jobs(options);
  }

  @Override
  public Cluster wrap(Cluster cluster, Options options) {
    Arguments.require("cluster", cluster);
    Arguments.require("options", options);
    return new ThreadsCluster(cluster, jobs(options));
  }

  private static int jobs(Options options) {
    return options.getInt(JOBS, Runtime.getRuntime().availableProcessors(), 1);
  }
}
