package org.dosna.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Export;
import org.dosna.backend.hdf5.Hdf5Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An HDF5 file of 256³ float32, as others write them, loaded into a dataset in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SourceBench {
  /** The dataset in the file. */
  static final String PATH = "/data";

  /** Side of a cubic chunk. */
  static final int CHUNK = 64;

  private static final int LEVEL = 4;

  /** How the file keeps chunks. */
  @Param({"plain", "gzip"})
  public String kind;

  /** Who does the work. */
  @Param("cpu")
  public String engine;

  private final NDArray data = Workload.smooth();
  private Cluster cluster;
  private Hdf5Source source;
  private Dataset dataset;

  /** Prepared by JMH. */
  public SourceBench() {}

  /** The file of a kind; it stays for h5py. */
  static Path file(Path folder, String kind) {
    return folder.resolve("source-" + kind + ".h5");
  }

  /**
   * Makes the file and the dataset.
   *
   * @throws IOException if there can be no folder
   */
  @Setup
  public void create() throws IOException {
    Path folder = BenchFolder.cluster("source", CHUNK);
    Files.createDirectories(folder);
    Path file = file(folder, kind);
    Hdf5Export export = Hdf5Export.to(file).replace().chunkSize(CHUNK, CHUNK, CHUNK);
    (kind.equals("gzip") ? export.shuffle().deflate(LEVEL) : export).write(PATH, data);
    source = Hdf5Source.open(file, PATH);
    cluster = Dosna.with("ram", engine).cluster("source").connect();
    Pool pool = cluster.createPool(DatasetBench.POOL);
    dataset = pool.createDataset(DatasetBench.DATASET, data, CHUNK, CHUNK, CHUNK);
  }

  /** Removes the dataset, and closes the file. */
  @TearDown
  public void delete() {
    if (!dataset.get().equals(data)) {
      throw new IllegalStateException("The dataset does not hold what its source does");
    }
    cluster.deletePool(DatasetBench.POOL);
    cluster.close();
    source.close();
  }

  /** Loads all of it. */
  @Benchmark
  public void load() {
    dataset.load(source);
  }
}
