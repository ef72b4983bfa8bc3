package org.dosna.examples.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Pool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The limit for chunk files: plain writes and reads of the same files, whatever is in them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FileLimit {
  private static final String BACKEND = "hdf5";
  private static final int PAGE = 4096;

  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  private Path folder;
  private ByteBuffer content;
  private List<Path> all;
  private List<Path> touchedByBox;
  private List<Path> touchedByPlane;

  /** Prepared by JMH. */
  public FileLimit() {}

  /**
   * Lets the backend write the files.
   *
   * @throws IOException if that fails
   */
  @Setup
  public void createFiles() throws IOException {
    Path clusterFolder = BenchFolder.cluster("plain", chunk);
    if (!Files.exists(clusterFolder)) {
      try (Cluster cluster =
              Dosna.with(BACKEND, "cpu").cluster(clusterFolder.toString()).connect();
          Pool pool = cluster.createPool(DatasetBench.POOL)) {
        pool.createDataset(DatasetBench.DATASET, Workload.cube(), chunk, chunk, chunk);
      }
    }
    folder = clusterFolder.resolve(DatasetBench.POOL).resolve(DatasetBench.DATASET);
    int[] zero = new int[3];
    int side = Workload.SIDE;
    int box = Workload.BOX_SIDE;
    all = touched(zero, side, side);
    touchedByBox = touched(Workload.BOX_ORIGIN, box, box);
    touchedByPlane = touched(new int[] {0, 0, Workload.PLANE}, side, 1);
    int length = Math.toIntExact(Files.size(all.get(0)));
    // Aligned to memory pages, or plain reads would be up to three times as slow at random.
    content = ByteBuffer.allocateDirect(length + 2 * PAGE).alignedSlice(PAGE).slice(0, length);
  }

  /** The files of the chunks that a box touches. */
  private List<Path> touched(int[] origin, int length, int lastLength) {
    List<Path> files = new ArrayList<>();
    for (int x = origin[0] / chunk; x <= (origin[0] + length - 1) / chunk; x++) {
      for (int y = origin[1] / chunk; y <= (origin[1] + length - 1) / chunk; y++) {
        for (int z = origin[2] / chunk; z <= (origin[2] + lastLength - 1) / chunk; z++) {
          files.add(folder.resolve("chunk_" + x + "_" + y + "_" + z + ".h5"));
        }
      }
    }
    return files;
  }

  /**
   * Replaces every file: a temporary file and a rename.
   *
   * @throws IOException if that fails
   */
  @Benchmark
  public void load() throws IOException {
    for (Path file : all) {
      Path temporary = folder.resolve(".dosna-temporary");
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.clear();
        while (content.hasRemaining()) {
          channel.write(content);
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Reads every file.
   *
   * @return what was read last
   * @throws IOException if that fails
   */
  @Benchmark
  public ByteBuffer get() throws IOException {
    return read(all);
  }

  /**
   * Reads the files that the box touches, whole.
   *
   * @return what was read last
   * @throws IOException if that fails
   */
  @Benchmark
  public ByteBuffer box() throws IOException {
    return read(touchedByBox);
  }

  /**
   * Reads the files that the plane touches, whole.
   *
   * @return what was read last
   * @throws IOException if that fails
   */
  @Benchmark
  public ByteBuffer plane() throws IOException {
    return read(touchedByPlane);
  }

  private ByteBuffer read(List<Path> files) throws IOException {
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        content.clear();
        while (content.hasRemaining() && channel.read(content) >= 0) {
          // Until all of it is there.
        }
      }
    }
    return content;
  }
}
