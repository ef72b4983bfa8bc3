package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Opening a dataset and reading a box, which must not cost more the more chunks there could be. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GridBench {
  private static final int CHUNK = 64;

  /** Where chunks are kept. */
  @Param({"ram", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** Chunks on each of three axes: 10^3 or 10^12 in all. */
  @Param({"10", "10000"})
  public int gridSide;

  private Cluster cluster;
  private Pool pool;
  private String dataset;

  /** Prepared by JMH. */
  public GridBench() {}

  /** Makes the dataset and fills the box. */
  @Setup
  public void create() {
    String name = BenchFolder.cluster(backend + "-grid", CHUNK).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    pool =
        cluster.hasPool(DatasetBench.POOL)
            ? cluster.getPool(DatasetBench.POOL)
            : cluster.createPool(DatasetBench.POOL);
    dataset = "grid-" + gridSide;
    if (!pool.hasDataset(dataset)) {
      long side = (long) CHUNK * gridSide;
      DatasetSpec spec =
          DatasetSpec.of(DType.FLOAT32, side, side, side).chunkSize(CHUNK, CHUNK, CHUNK);
      pool.createDataset(dataset, spec).set(Workload.BOX, 1);
    }
  }

  /** Disconnects. */
  @TearDown
  public void close() {
    cluster.close();
  }

  /**
   * Opens the dataset and reads the box.
   *
   * @return the box
   */
  @Benchmark
  public NDArray openAndGet() {
    return pool.getDataset(dataset).get(Workload.BOX);
  }
}
