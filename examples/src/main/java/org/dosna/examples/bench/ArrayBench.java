package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Lazy;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.RechunkPlan;
import org.dosna.image.Downsample;
import org.dosna.image.Filter;
import org.dosna.image.Pyramid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with whole arrays of 512³ in memory: beside {@link Dask} and plain loops. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrayBench {
  static final int SIDE = 512;
  static final int CHUNK = 128;

  /** The filter takes long: it gets a cube of this side. */
  private static final int FILTERED_SIDE = 256;

  private static final int THICKNESS = 8;

  /** Prepared by JMH. */
  public ArrayBench() {}

  /** A dataset. */
  @State(Scope.Benchmark)
  public abstract static class Data {
    /** Who does the work. */
    @Param("cpu")
    public String engine;

    private final DType dtype;
    private final int side;
    private final int[] chunk;
    private Cluster cluster;
    private Pool pool;
    private Dataset dataset;

    Data(DType dtype, int side, int... chunk) {
      this.dtype = dtype;
      this.side = side;
      this.chunk = chunk;
    }

    /** Makes it, slab by slab. */
    @Setup
    public void create() {
      cluster = Dosna.with("ram", engine).cluster("arrays").connect();
      pool = cluster.createPool(DatasetBench.POOL);
      DatasetSpec spec = DatasetSpec.of(dtype, side, side, side).chunkSize(chunk);
      dataset = pool.createDataset("0", spec); // the finest level of a pyramid
      for (int z = 0; z < side; z += CHUNK) {
        NDArray slab = NDArray.random(dtype, z, CHUNK, side, side);
        dataset.set(z + ":" + (z + CHUNK), slab);
      }
    }

    final Dataset dataset() {
      return dataset;
    }

    final Pool pool() {
      return pool;
    }

    /** Removes all, and disconnects. */
    @TearDown
    public void delete() {
      cluster.deletePool(DatasetBench.POOL);
      cluster.close();
    }
  }

  /** 512³ float32. */
  public static class Floats extends Data {
    /** Prepared by JMH. */
    public Floats() {
      super(DType.FLOAT32, SIDE, CHUNK, CHUNK, CHUNK);
    }
  }

  /** 512³ uint16, and the frames of a correction. */
  public static class Counts extends Data {
    private final NDArray dark = NDArray.full(DType.UINT16, 100, SIDE, SIDE);
    private final NDArray flat = NDArray.random(DType.UINT16, 1, SIDE, SIDE);

    /** Prepared by JMH. */
    public Counts() {
      super(DType.UINT16, SIDE, CHUNK, CHUNK, CHUNK);
    }
  }

  /** 512³ uint16 in slabs across the last axis. */
  public static class Slabs extends Data {
    /** Prepared by JMH. */
    public Slabs() {
      super(DType.UINT16, SIDE, SIDE, SIDE, THICKNESS);
    }
  }

  /** 256³ uint16. */
  public static class Cube extends Data {
    /** Prepared by JMH. */
    public Cube() {
      super(DType.UINT16, FILTERED_SIDE, CHUNK, CHUNK, CHUNK);
    }
  }

  /**
   * Adds up all of it.
   *
   * @param data the elements
   * @return the sum
   */
  @Benchmark
  public Number total(Floats data) {
    return data.dataset().sum();
  }

  /**
   * Averages along the first axis.
   *
   * @param data the elements
   * @return the means
   */
  @Benchmark
  public NDArray meanAxis0(Floats data) {
    return data.dataset().mean(0);
  }

  /**
   * The largest along the first axis.
   *
   * @param data the elements
   * @return the projection
   */
  @Benchmark
  public NDArray maxAxis0(Floats data) {
    return data.dataset().max(0);
  }

  /**
   * Corrects frames: one expression.
   *
   * @param data the frames
   */
  @Benchmark
  public void flatField(Counts data) {
    Lazy gain = Lazy.of(data.flat).minus(data.dark);
    Lazy corrected = data.dataset().lazy().minus(data.dark).divide(gain).astype(DType.FLOAT32);
    corrected.into(data.pool(), "corrected").delete();
  }

  /**
   * The median of each element's neighbourhood.
   *
   * @param data the elements
   */
  @Benchmark
  public void median(Cube data) {
    Filter.median(3).of(data.dataset(), "filtered").delete();
  }

  /**
   * Slabs across the last axis become slabs across the first.
   *
   * @param data the slabs
   */
  @Benchmark
  public void rechunk(Slabs data) {
    RechunkPlan plan = RechunkPlan.to(THICKNESS, SIDE, SIDE).withMemory("512M");
    data.dataset().copy(data.pool(), "rechunked", plan).delete();
  }

  /**
   * The next level of an image.
   *
   * @param data the finest level
   */
  @Benchmark
  public void pyramid(Counts data) {
    Pyramid.build(data.dataset(), data.pool(), 2, Downsample.mean()).levels().stream()
        .filter(level -> level != data.dataset())
        .forEach(Dataset::delete);
  }
}
