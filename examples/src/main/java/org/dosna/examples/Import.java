package org.dosna.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Listing;
import org.dosna.backend.hdf5.Hdf5Source;
import org.dosna.examples.files.FileFormat;
import org.dosna.examples.files.SourceFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads a .npy file or a dataset of an HDF5 file into a new dataset. The file is read chunk by
 * chunk, so it may be larger than memory. {@code sh examples/run.sh import --help}
 */
@Command(
    name = "import",
    description = "Loads a file into a new dataset; the file may be larger than memory.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:done", "1:the import failed, no dataset was made", "2:wrong usage"})
public final class Import implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private PoolChoice choice = new PoolChoice();

  @Parameters(
      paramLabel = "FILE",
      description =
          "FILE.npy, or an HDF5 file and the path of a dataset in it: FILE.h5:/PATH; FILE.h5 alone"
              + " lists the datasets in it")
  private String file;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "the new dataset (default: the file's name without its ending)")
  private String datasetName;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      split = ",",
      description =
          "shape of a chunk, such as 64,64,64 (default: chosen, about 1 MiB, of whole chunks of"
              + " FILE)")
  private int[] chunkSize;

  private Import() {}

  /**
   * Runs the import and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new Import(), args);
  }

  /**
   * Imports the file.
   *
   * @return 0
   * @throws IOException if the file cannot be closed
   */
  @Override
  public Integer call() throws IOException {
    int colon = file.lastIndexOf(":/");
    Path path = Path.of(colon > 0 ? file.substring(0, colon) : file);
    if (FileFormat.of(path) != FileFormat.HDF5 || colon > 0) {
      requireUsable();
      try (SourceFile source = SourceFile.open(path, colon > 0 ? file.substring(colon + 1) : "")) {
        if (source.isNumber()) {
          command.commandLine().getOut().println("A single number: one axis of length 1");
        }
        load(source, path);
      }
    } else {
      list(Path.of(file));
    }
    return CommandLine.ExitCode.OK;
  }

  /** What a file without a path has to choose from. */
  private void list(Path hdf5) {
    PrintWriter out = command.commandLine().getOut();
    List<Hdf5Listing> datasets = Hdf5Source.list(hdf5);
    datasets.forEach(out::println);
    out.printf("Choose one of %d: import %s:/PATH%n", datasets.size(), file);
  }

  private void requireUsable() {
    if (chunkSize != null && Arrays.stream(chunkSize).anyMatch(length -> length < 1)) {
      throw new ParameterException(
          command.commandLine(),
          "--chunks has values of 1 or more, not " + Arrays.toString(chunkSize));
    }
    if (!choice.cluster().isShared()) {
      throw new ParameterException(
          command.commandLine(),
          "The backend '"
              + choice.backend()
              + "' keeps data as long as this program runs: nothing would be left; choose another");
    }
  }

  private void load(SourceFile source, Path from) {
    DatasetSpec spec = chunkSize == null ? source.spec() : source.spec().chunkSize(chunkSize);
    try (Cluster cluster = choice.cluster().connect();
        Pool pool = pool(cluster, choice.pool())) {
      long start = System.nanoTime();
      String name = datasetName == null ? SourceFile.stem(from) : datasetName;
      Dataset dataset =
          WatchedWork.watch(
              name, source.array(), () -> pool.createDataset(name, spec, source.array()));
      report(dataset, (System.nanoTime() - start) / 1e9);
    }
  }

  private static Pool pool(Cluster cluster, String name) {
    return cluster.hasPool(name) ? cluster.getPool(name) : cluster.createPool(name);
  }

  private void report(Dataset dataset, double seconds) {
    PrintWriter out = command.commandLine().getOut();
    double mib = (double) WatchedWork.byteCount(dataset) / WatchedWork.MIB;
    String row = middleRow(dataset.shape());
    out.println(dataset);
    out.printf("[%s] = %s%n", row, dataset.get(row));
    out.printf(Locale.ROOT, "%.1f MiB in %.2f s, %.0f MiB/s%n", mib, seconds, mib / seconds);
  }

  /** The slice of the first ten elements of the row in the middle. */
  private static String middleRow(long[] shape) {
    StringBuilder slices = new StringBuilder();
    for (int axis = 0; axis < shape.length - 1; axis++) {
      slices.append(shape[axis] == 0 ? ":" : shape[axis] / 2).append(", ");
    }
    return slices.append(":10").toString();
  }
}
