package org.dosna.examples.bench;

import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.DType;
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

/** Calls that move little: what a call costs, and each chunk that it touches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBench {
  private static final int CHUNK = 16;
  private static final int GRID = 4;
  private static final int NDIM = 3;

  /** Where chunks are kept. */
  @Param({"ram", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** Chunks that a call touches, a cube of them. */
  @Param({"1", "8", "64"})
  public int chunks;

  private final long[] origin = new long[NDIM];
  private String elementSlices;
  private String chunkSlices;
  private NDArray elements;
  private NDArray cube;
  private Cluster cluster;
  private Dataset dataset;

  /** Prepared by JMH. */
  public CallBench() {}

  /** Makes the dataset. */
  @Setup
  public void create() {
    int side = (int) Math.round(Math.cbrt(chunks));
    elementSlices = cube("0:" + side * CHUNK + ":" + CHUNK);
    chunkSlices = cube("0:" + side * CHUNK);
    String name = BenchFolder.cluster(backend + "-call", CHUNK).toString();
    cluster = Dosna.with(backend, engine).cluster(name).connect();
    Pool pool = cluster.createPool(DatasetBench.POOL);
    int length = GRID * CHUNK;
    dataset =
        pool.createDataset(
            DatasetBench.DATASET,
            DatasetSpec.of(DType.FLOAT32, length, length, length).chunkSize(CHUNK, CHUNK, CHUNK),
            NDArray.random(DType.FLOAT32, 1, length, length, length));
    elements = dataset.get(elementSlices);
    cube = dataset.get(chunkSlices);
  }

  private static String cube(String slice) {
    return String.join(", ", Collections.nCopies(NDIM, slice));
  }

  /** Removes all that was made, and disconnects. */
  @TearDown
  public void delete() {
    cluster.deletePool(DatasetBench.POOL);
    cluster.close();
  }

  /** Reads an element of each chunk into an existing array. */
  @Benchmark
  public void getElements() {
    dataset.get(elementSlices, elements);
  }

  /** Reads each chunk into an existing array. */
  @Benchmark
  public void getChunks() {
    dataset.get(chunkSlices, cube);
  }

  /** Reads each chunk into an existing array, without slices as text. */
  @Benchmark
  public void readChunks() {
    dataset.read(origin, cube);
  }

  /** Writes an element of each chunk. */
  @Benchmark
  public void setElements() {
    dataset.set(elementSlices, elements);
  }

  /** Writes each chunk. */
  @Benchmark
  public void setChunks() {
    dataset.set(chunkSlices, cube);
  }
}
