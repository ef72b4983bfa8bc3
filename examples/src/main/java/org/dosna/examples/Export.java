package org.dosna.examples;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Export;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes a dataset, or a whole pool, into a file that other programs read: the opposite of {@link
 * Import}. {@code sh examples/run.sh export --help}
 */
@Command(
    name = "export",
    description = "Writes a dataset, or a whole pool, into a file; it may be larger than memory.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:done", "1:the export failed, no file was made", "2:wrong usage"})
public final class Export implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private PoolChoice choice = new PoolChoice();

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "FILE.npy, or FILE.h5:/PATH, where PATH is that of the dataset in the file; FILE.h5 alone"
              + " takes the dataset's own path, or a whole pool")
  private String file;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description = "the dataset (default: all of the pool, into FILE.h5)")
  private Optional<String> datasetName = Optional.empty();

  @Mixin private FileTarget format = new FileTarget();

  private Export() {}

  /**
   * Runs the export and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new Export(), args);
  }

  /**
   * Exports.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    int colon = file.lastIndexOf(":/");
    boolean npy = file.endsWith(".npy");
    if (datasetName.isEmpty() && (npy || colon > 0)) {
      throw new ParameterException(
          command.commandLine(), "Name a dataset with --dataset, or FILE.h5 for the whole pool");
    }
    Path target = Path.of(colon > 0 ? file.substring(0, colon) : file);
    Optional<Hdf5Export> hdf5 = npy ? Optional.empty() : Optional.of(format.hdf5(target));
    try (Cluster cluster = choice.existing().connect();
        Pool pool = cluster.getPool(choice.pool(), OpenMode.READ_ONLY)) {
      Optional<Dataset> dataset = datasetName.map(pool::getDataset);
      if (hdf5.isEmpty()) {
        format.npy(target, dataset.orElseThrow());
      } else if (dataset.isPresent()) {
        hdf5.get()
            .write(colon > 0 ? file.substring(colon + 1) : dataset.get().name(), dataset.get());
      } else {
        hdf5.get().write(pool);
      }
      String what = dataset.map(Dataset::toString).orElseGet(pool::toString);
      command.commandLine().getOut().println(what + " is in " + file);
    }
    return CommandLine.ExitCode.OK;
  }
}
