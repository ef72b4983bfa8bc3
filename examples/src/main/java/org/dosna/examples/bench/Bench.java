package org.dosna.examples.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.dosna.examples.Cli;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the benchmarks and prints a table. {@code sh examples/bench.sh --help} */
@Command(
    name = "bench",
    description = "Measures DosNa on 256³ float32 (64 MiB) beside limits measured in the same run.")
public final class Bench implements Callable<Integer> {
  private static final int ROUNDS = 3;

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "only rows in whose title this regular expression is found: 'ram.* 64³', 'box'")
  private Pattern pattern = Pattern.compile("");

  @Option(names = "--quick", description = "one short round: four minutes, rough numbers")
  private boolean quick;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = "engines to measure (default: ${DEFAULT-VALUE})")
  private List<String> engines = List.of("cpu");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where files are written for a while (default: ${DEFAULT-VALUE})")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "a Python; what it has of h5py, tensorstore, zarrs, zarr and dask is measured, too"
              + " (default: ${DEFAULT-VALUE})")
  private String python = "/usr/bin/python3";

  private Bench() {}

  /**
   * Runs the benchmarks and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new Bench(), args);
  }

  /**
   * Runs the benchmarks.
   *
   * @return 0
   * @throws IOException if files cannot be written
   * @throws RunnerException if a benchmark fails
   * @throws InterruptedException if the thread is interrupted
   */
  @Override
  public Integer call() throws IOException, RunnerException, InterruptedException {
    List<Row> rows =
        Row.all(engines).stream().filter(row -> pattern.matcher(row.title()).find()).toList();
    if (rows.isEmpty()) {
      List<String> titles = Row.all(engines).stream().map(Row::title).distinct().toList();
      throw new ParameterException(
          command.commandLine(), "PATTERN '" + pattern + "' is found in no row: " + titles);
    }
    Path folder = Files.createTempDirectory(parent, "dosna-bench-");
    try {
      measure(rows, folder);
    } finally {
      BenchFolder.delete(folder);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Goes through all trials several times, so that noise does not meet one of them only. */
  private void measure(List<Row> rows, Path folder)
      throws IOException, RunnerException, InterruptedException {
    PrintWriter err = command.commandLine().getErr();
    Measurements measurements = new Measurements(folder, quick ? 1 : 2);
    H5py h5py = new H5py(python, folder);
    ZarrOthers zarr = new ZarrOthers(python, folder);
    Dask dask = new Dask(python, folder);
    Set<Trial> trials = new LinkedHashSet<>();
    rows.forEach(row -> trials.addAll(row.trials()));
    int rounds = quick ? 1 : ROUNDS;
    for (int round = 1; round <= rounds; round++) {
      int number = 0;
      for (Trial trial : trials) {
        number++;
        err.printf("round %d/%d, %d/%d: %s%n", round, rounds, number, trials.size(), trial);
        measurements.run(trial);
      }
      h5py.run(rows);
      zarr.run(rows);
      dask.run(rows);
    }
    PrintWriter out = command.commandLine().getOut();
    new Table(measurements, h5py).print(rows, out);
    zarr.print(rows, measurements, out);
    dask.print(rows, measurements, out);
  }
}
