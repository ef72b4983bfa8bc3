package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** DosNa itself: writing and reading a dataset of 256³ float32, whole and in parts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DatasetBench {
  static final String POOL = "pool";
  static final String DATASET = "data";

  /** Where chunks are kept. */
  @Param({"ram", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  private final NDArray data = Workload.cube();
  private final NDArray cube = NDArray.zeros(data.dtype(), data.shape());
  private final NDArray box = data.get(Workload.BOX);
  private final NDArray few = data.get(Workload.FEW);
  private final NDArray plane = data.get(Workload.PLANE_SLICES);
  private Cluster cluster;
  private Pool pool;
  private Dataset dataset;

  /** Prepared by JMH. */
  public DatasetBench() {}

  /** Makes the dataset and fills it. */
  @Setup
  public void open() {
    String name = BenchFolder.cluster(backend, chunk).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    pool = cluster.hasPool(POOL) ? cluster.getPool(POOL) : cluster.createPool(POOL);
    dataset =
        pool.hasDataset(DATASET) ? pool.getDataset(DATASET) : pool.createDataset(DATASET, spec());
    dataset.load(data);
  }

  private DatasetSpec spec() {
    return DatasetSpec.of(data.dtype(), data.shape()).chunkSize(chunk, chunk, chunk);
  }

  /** Checks what was read, and disconnects. The dataset stays for the next to measure. */
  @TearDown
  public void close() {
    dataset.get("...", cube);
    if (!cube.equals(data)) {
      throw new IllegalStateException("The dataset does not hold what was written to it");
    }
    cluster.close();
  }

  /** A dataset without chunks. */
  @State(Scope.Benchmark)
  public static class Fresh {
    private Dataset dataset;

    /** Prepared by JMH. */
    public Fresh() {}

    /**
     * Makes it.
     *
     * @param bench where
     */
    @Setup(Level.Invocation)
    public void create(DatasetBench bench) {
      dataset = bench.pool.createDataset("fresh", bench.spec());
    }

    /** Deletes it. */
    @TearDown(Level.Invocation)
    public void delete() {
      dataset.delete();
    }
  }

  /** Writes all of it, over chunks that exist. */
  @Benchmark
  public void load() {
    dataset.load(data);
  }

  /**
   * Writes all of a dataset without chunks.
   *
   * @param fresh the dataset
   */
  @Benchmark
  public void firstLoad(Fresh fresh) {
    fresh.dataset.load(data);
  }

  /** Reads all of it into an existing array. */
  @Benchmark
  public void get() {
    dataset.get("...", cube);
  }

  /** Reads an unaligned box of 64³ into an existing array. */
  @Benchmark
  public void box() {
    dataset.get(Workload.BOX, box);
  }

  /** Reads a plane across the last axis into an existing array: the worst one for C order. */
  @Benchmark
  public void plane() {
    dataset.get(Workload.PLANE_SLICES, plane);
  }

  /** Reads 8 elements into an existing array: what a call costs. */
  @Benchmark
  public void few() {
    dataset.get(Workload.FEW, few);
  }
}
