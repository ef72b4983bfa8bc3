package org.dosna.examples.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dosna.Block;
import org.dosna.Cluster;
import org.dosna.Dataset;
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
import org.openjdk.jmh.infra.Blackhole;

/** A dataset of 256³ float32 as the source of another one, and read block by block. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeriveBench {
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
  private Cluster cluster;
  private Dataset dataset;

  /** Prepared by JMH. */
  public DeriveBench() {}

  /** Makes the dataset. */
  @Setup
  public void create() {
    String name = BenchFolder.cluster(backend + "-derive", chunk).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    Pool pool = cluster.createPool(DatasetBench.POOL);
    dataset = pool.createDataset(DatasetBench.DATASET, data, chunk, chunk, chunk);
  }

  /** Removes all that was made, and disconnects. */
  @TearDown
  public void delete() {
    cluster.deletePool(DatasetBench.POOL);
    cluster.close();
  }

  /** The dataset that a call makes. */
  @State(Scope.Benchmark)
  public static class Made {
    private Optional<Dataset> dataset = Optional.empty();
    private boolean checked;

    /** Prepared by JMH. */
    public Made() {}

    /**
     * Deletes it. The first one is checked before.
     *
     * @param bench with its source
     */
    @TearDown(Level.Invocation)
    public void delete(DeriveBench bench) {
      Dataset made = dataset.orElseThrow();
      if (!checked && !made.get().equals(bench.data)) {
        throw new IllegalStateException("The dataset does not hold what its source does");
      }
      checked = true;
      made.delete();
    }
  }

  private void derive(Derivation derivation, Made made) {
    made.dataset = Optional.of(derivation.of(dataset, "made"));
  }

  /**
   * Copies it.
   *
   * @param made what comes out
   */
  @Benchmark
  public void copy(Made made) {
    derive(Derivation.COPY, made);
  }

  /**
   * Loads another one from it.
   *
   * @param made what comes out
   */
  @Benchmark
  public void loadFrom(Made made) {
    derive(Derivation.LOAD_FROM, made);
  }

  /**
   * Maps it with a function that does nothing.
   *
   * @param made what comes out
   */
  @Benchmark
  public void map(Made made) {
    derive(Derivation.MAP, made);
  }

  /**
   * The same with a halo of 1 element.
   *
   * @param made what comes out
   */
  @Benchmark
  public void mapHalo1(Made made) {
    derive(Derivation.MAP_HALO_1, made);
  }

  /**
   * The same with a halo of 5 elements.
   *
   * @param made what comes out
   */
  @Benchmark
  public void mapHalo5(Made made) {
    derive(Derivation.MAP_HALO_5, made);
  }

  /**
   * Reads it block by block.
   *
   * @param blackhole takes the blocks
   */
  @Benchmark
  public void blocks(Blackhole blackhole) {
    for (Block block : dataset.blocks()) {
      blackhole.consume(block);
    }
  }
}
