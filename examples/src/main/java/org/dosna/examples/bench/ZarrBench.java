package org.dosna.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A Zarr array of float32 that compresses well, whole and in parts, and the same in HDF5 files: see
 * {@link ZarrOthers}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ZarrBench {
  static final String POOL = "pool";
  static final int BOXES = 1000;
  static final int BOX_SIDE = 8;

  /** Where chunks are kept. */
  @Param({"zarr", "hdf5"})
  public String backend;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  /** Side of the cube. */
  @Param({"256", "512"})
  public int side;

  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  /** Side of a cubic shard; 0 for chunks alone. */
  @Param({"0", "256"})
  public int shard;

  /** The codecs; none if empty. */
  @Param({"", "zstd:1"})
  public String codecs;

  /** What the chunk cache holds. */
  @Param({"0", "512M"})
  public String cache;

  private NDArray data;
  private NDArray cube;
  private NDArray box;
  private NDArray plane;
  private final List<String> boxes = new ArrayList<>();
  private Cluster cluster;
  private Pool pool;
  private Dataset dataset;

  /** Prepared by JMH. */
  public ZarrBench() {}

  /** What an array is called in the group: others look for it there. */
  static String array(String side, String chunk, String shard, String codecs) {
    return String.join("-", side, chunk, shard, codecs.replace(':', '-'));
  }

  /** Makes the dataset and fills it. */
  @Setup
  public void open() {
    data = Workload.noisy("float32", side);
    cube = NDArray.zeros(data.dtype(), data.shape());
    box = data.get(Workload.BOX);
    plane = data.get(Workload.PLANE_SLICES);
    Random random = new Random(1);
    for (int n = 0; n < BOXES; n++) {
      boxes.add(String.join(", ", range(random), range(random), range(random)));
    }
    String name = BenchFolder.cluster(backend, 0).toString();
    Options options = Options.of("cache", cache, "recheck", "open");
    cluster = Dosna.with(backend, engine).cluster(name, options).connect();
    pool = cluster.hasPool(POOL) ? cluster.getPool(POOL) : cluster.createPool(POOL);
    String array =
        array(Integer.toString(side), Integer.toString(chunk), Integer.toString(shard), codecs);
    dataset = pool.hasDataset(array) ? pool.getDataset(array) : pool.createDataset(array, spec());
    dataset.load(data);
  }

  private static String range(Random random) {
    int from = random.nextInt(Workload.SIDE - BOX_SIDE);
    return from + ":" + (from + BOX_SIDE);
  }

  private DatasetSpec spec() {
    DatasetSpec spec =
        DatasetSpec.of(data.dtype(), data.shape())
            .chunkSize(chunk, chunk, chunk)
            .codecs(Codecs.parse(codecs));
    return shard == 0 ? spec : spec.shardSize(shard, shard, shard);
  }

  /** Checks what was read, and disconnects. The dataset stays for others to measure. */
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
    public void create(ZarrBench bench) {
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

  /** Writes that box. */
  @Benchmark
  public void setBox() {
    dataset.set(Workload.BOX, box);
  }

  /** Reads a plane across the last axis into an existing array: the worst one for C order. */
  @Benchmark
  public void plane() {
    dataset.get(Workload.PLANE_SLICES, plane);
  }

  /**
   * Reads boxes of 8³ anywhere, one after the other.
   *
   * @return the last one
   */
  @Benchmark
  public NDArray boxes() {
    NDArray last = box;
    for (String slices : boxes) {
      last = dataset.get(slices);
    }
    return last;
  }
}
