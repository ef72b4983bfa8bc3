package org.dosna.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Several ranks make, smooth and reduce one dataset. {@code sh examples/run.sh mpi-demo}, or {@code
 * mpirun -n 4 java ... org.dosna.examples.MpiDemo}
 */
@Command(name = "mpi-demo", description = "Smooths a dataset, with all ranks of an MPI program.")
public final class MpiDemo implements Callable<Integer> {
  private static final String POOL = "mpi-demo";

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      description = "folder of an hdf5 cluster, which all ranks reach (default: a temporary one)")
  private Optional<String> cluster = Optional.empty();

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "length of each of three axes (default: ${DEFAULT-VALUE})")
  private int length = 96;

  @Option(
      names = "--chunk",
      paramLabel = "N",
      description = "length of a chunk's axes (default: ${DEFAULT-VALUE})")
  private int chunk = 32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of each rank (default: ${DEFAULT-VALUE})")
  private int threads = 1;

  @Spec private CommandSpec command;

  private MpiDemo() {}

  /**
   * Runs the demonstration.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    Cli.run(new MpiDemo(), args);
  }

  @Override
  public Integer call() {
    if (length < 1 || chunk < 1 || threads < 1) {
      throw new ParameterException(
          command.commandLine(), "--length, --chunk and --threads are above 0");
    }
    Dosna.use("hdf5", "mpi", Options.of("threads", threads));
    // The root makes the folder, and tells the others its name.
    ProcessGroup group = Dosna.cluster("not connected").group();
    String folder = cluster.orElseGet(() -> group.root("a temporary folder", MpiDemo::make));
    try (Cluster connected = Dosna.cluster(folder, Options.of("create", true)).connect()) {
      // All ranks call the same; the root creates, and they share the chunks.
      Pool pool = connected.createPool(POOL);
      try {
        smooth(pool);
      } finally {
        connected.deletePool(POOL);
      }
    }
    group.barrier();
    return cluster.isPresent() || group.root("its end", () -> new File(folder).delete()) ? 0 : 1;
  }

  private static String make() {
    try {
      return Files.createTempDirectory("dosna-mpi-demo").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void smooth(Pool pool) {
    ProcessGroup group = pool.group();
    DatasetSpec spec =
        DatasetSpec.of(DType.FLOAT32, length, length, length).chunkSize(chunk, chunk, chunk);
    Dataset noise = pool.createDataset("noise", spec);
    noise.apply((block, where) -> NDArray.random(DType.FLOAT32, where.hashCode(), where.shape()));

    Gaussian gaussian = new Gaussian(1, 3);
    AtomicInteger chunks = new AtomicInteger();
    Dataset smooth =
        noise.map(
            (block, where) -> {
              chunks.incrementAndGet();
              return gaussian.apply(block, where);
            },
            gaussian.halo(),
            "smooth");
    say(group, "smoothed " + chunks + " of " + smooth.chunkCount() + " chunks");

    // Slicing is local: each rank looks at a part of its own.
    int begin = length * group.rank() / group.size();
    int end = length * (group.rank() + 1) / group.size();
    NDArray part = smooth.get(begin + ":" + end);
    say(group, "read planes " + begin + " to " + (end - 1) + ", " + part.size() + " elements");

    // All ranks get the same value, bit for bit.
    double before = noise.std();
    double after = smooth.std();
    if (group.isRoot()) {
      System.out.printf("standard deviation: %.6f before, %.6f after%n", before, after);
    }
  }

  private static void say(ProcessGroup group, String text) {
    // In one piece, as the ranks write to the same terminal.
    System.out.print("rank " + group.rank() + " of " + group.size() + ": " + text + "\n");
  }
}
