package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.Pool;
import org.dosna.examples.Gaussian;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Work on a whole dataset of 256³ float32 in chunks of 64³: a filter and reductions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkBench {
  private static final int CHUNK = 64;
  private static final int BINS = 100;

  /** Where chunks are kept. */
  @Param({"ram", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  private final Gaussian gaussian = new Gaussian(1.5, 4);
  private Cluster cluster;
  private Dataset dataset;

  /** Prepared by JMH. */
  public WorkBench() {}

  /** Makes the dataset. */
  @Setup
  public void create() {
    String name = BenchFolder.cluster(backend + "-work", CHUNK).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    Pool pool = cluster.createPool(DatasetBench.POOL);
    dataset = pool.createDataset(DatasetBench.DATASET, Workload.cube(), CHUNK, CHUNK, CHUNK);
  }

  /** Removes all that was made, and disconnects. */
  @TearDown
  public void delete() {
    cluster.deletePool(DatasetBench.POOL);
    cluster.close();
  }

  /** Filters all of it into another dataset, each chunk with its neighbourhood. */
  @Benchmark
  public void gaussian() {
    dataset.map(gaussian, gaussian.halo(), "filtered").delete();
  }

  /**
   * Adds up all of it.
   *
   * @return the sum
   */
  @Benchmark
  public Number sum() {
    return dataset.sum();
  }

  /**
   * Looks for the least of it.
   *
   * @return the minimum
   */
  @Benchmark
  public Object min() {
    return dataset.min();
  }

  /**
   * How far it spreads.
   *
   * @return the standard deviation
   */
  @Benchmark
  public Object std() {
    return dataset.std();
  }

  /**
   * Counts all of it into bins.
   *
   * @return the histogram
   */
  @Benchmark
  public long[] histogram() {
    return dataset.histogram(BINS, 0, 1);
  }

  /**
   * Looks where the greatest of it is.
   *
   * @return its index
   */
  @Benchmark
  public long[] argMax() {
    return dataset.argMax();
  }
}
