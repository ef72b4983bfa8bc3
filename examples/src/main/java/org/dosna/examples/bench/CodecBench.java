package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Dataset;
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

/** A smooth volume of 256³, written and read whole through codecs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBench {
  /** Where chunks are kept. */
  @Param({"ram", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  /** The codecs; none if empty. */
  @Param("shuffle, zstd:1")
  public String codecs;

  /** Type of the elements: int16 or float32. */
  @Param({"int16", "float32"})
  public String dtype;

  private NDArray data;
  private NDArray cube;
  private Cluster cluster;
  private Dataset dataset;

  /** Prepared by JMH. */
  public CodecBench() {}

  /** Makes the dataset and fills it. */
  @Setup
  public void create() {
    data = Workload.noisy(dtype);
    cube = NDArray.zeros(data.dtype(), data.shape());
    String name = BenchFolder.cluster(backend, chunk).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    Pool pool = cluster.createPool("codecs");
    DatasetSpec spec =
        DatasetSpec.of(data.dtype(), data.shape())
            .chunkSize(chunk, chunk, chunk)
            .codecs(Codecs.parse(codecs));
    dataset = pool.createDataset("data", spec, data);
  }

  /** Checks what was read, and removes all. */
  @TearDown
  public void delete() {
    dataset.get("...", cube);
    if (!cube.equals(data)) {
      throw new IllegalStateException("The dataset does not hold what was written to it");
    }
    cluster.deletePool("codecs");
    cluster.close();
  }

  /** Writes all of it, over chunks that exist. */
  @Benchmark
  public void load() {
    dataset.load(data);
  }

  /** Reads all of it into an existing array. */
  @Benchmark
  public void get() {
    dataset.get("...", cube);
  }
}
