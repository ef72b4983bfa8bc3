package org.dosna.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
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

/** Reads that come back to the same chunks: with and without the chunk cache, and all at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBench {
  /** How many boxes are read. */
  static final int BOXES = 1000;

  /** The side of a box. */
  static final int SIDE = 8;

  private static final String POOL = "cache";

  /** Where chunks are kept. */
  @Param("hdf5")
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** The codecs; none if empty. */
  @Param({"", "shuffle, zstd:1"})
  public String codecs;

  /** What the cache holds. */
  @Param({"0", "512M"})
  public String cache;

  /** When a cached chunk is looked at in the store. */
  @Param({"read", "open"})
  public String recheck;

  private final List<String> boxes = new ArrayList<>();
  private int planes;
  private Cluster cluster;
  private Dataset dataset;

  /** Prepared by JMH. */
  public CacheBench() {}

  /** Makes the dataset and fills it. */
  @Setup
  public void create() {
    NDArray data = Workload.noisy("float32");
    planes = (int) data.shape()[0];
    Random random = new Random(1);
    for (int n = 0; n < BOXES; n++) {
      boxes.add(String.join(", ", range(random), range(random), range(random)));
    }
    String name = BenchFolder.cluster(backend + "-cache", 64).toString();
    Options options = Options.of("cache", cache, "recheck", recheck);
    cluster = Dosna.with(backend, engine).cluster(name, options).connect();
    Pool pool = cluster.createPool(POOL);
    DatasetSpec spec = DatasetSpec.of(data.dtype(), data.shape()).chunkSize(64, 64, 64);
    dataset = pool.createDataset("data", spec.codecs(Codecs.parse(codecs)), data);
  }

  private String range(Random random) {
    int from = random.nextInt(planes - SIDE);
    return from + ":" + (from + SIDE);
  }

  /** Removes all that was made, and disconnects. */
  @TearDown
  public void delete() {
    cluster.deletePool(POOL);
    cluster.close();
  }

  /**
   * Reads boxes anywhere, one after the other.
   *
   * @return the last one
   */
  @Benchmark
  public NDArray boxes() {
    NDArray last = dataset.get("0, 0, 0");
    for (String box : boxes) {
      last = dataset.get(box);
    }
    return last;
  }

  /**
   * Reads boxes anywhere, all at once.
   *
   * @return the last one
   */
  @Benchmark
  public NDArray asyncBoxes() {
    List<CompletableFuture<NDArray>> gets = boxes.stream().map(dataset.async()::get).toList();
    gets.forEach(CompletableFuture::join);
    return gets.get(BOXES - 1).join();
  }

  /**
   * Reads plane after plane.
   *
   * @return the last one
   */
  @Benchmark
  public NDArray planes() {
    NDArray last = dataset.get("0, 0, 0");
    for (int z = 0; z < planes; z++) {
      last = dataset.get(Integer.toString(z));
    }
    return last;
  }
}
