package org.dosna.examples.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dosna.examples.Cli;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the bytes that a call allocates. {@code sh examples/run.sh alloc-bench --help} */
@Command(
    name = "alloc-bench",
    description =
        "Counts the bytes that get and set allocate, by the number of chunks that a call touches."
            + " The arrays are there before.")
public final class AllocBench implements Callable<Integer> {
  /** The methods of {@link CallBench}. */
  private static final List<String> CALLS =
      List.of("getElements", "getChunks", "readChunks", "setElements", "setChunks");

  private static final int ONE = 1;
  private static final int SOME = 8;
  private static final int ALL = 64;

  @Spec private CommandSpec command;

  @Option(names = "--quick", description = "short: two minutes, the last digits are rough")
  private boolean quick;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = "engines to measure (default: ${DEFAULT-VALUE})")
  private List<String> engines = List.of("cpu");

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      split = ",",
      description = "backends to measure (default: ${DEFAULT-VALUE})")
  private List<String> backends = List.of("ram", "hdf5");

  private AllocBench() {}

  /**
   * Counts, and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new AllocBench(), args);
  }

  /**
   * Counts.
   *
   * @return 0
   * @throws IOException if files cannot be written
   * @throws RunnerException if a benchmark fails
   */
  @Override
  public Integer call() throws IOException, RunnerException {
    Path folder = Files.createTempDirectory("dosna-bench-");
    try {
      Measurements measurements = new Measurements(folder, quick ? 1 : 4);
      for (Line line : lines(backends, engines)) {
        for (Trial trial : line.trials()) {
          command.commandLine().getErr().println(trial);
          measurements.run(trial);
        }
      }
      print(measurements);
    } finally {
      BenchFolder.delete(folder);
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(Measurements measurements) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "%-28s %9s %9s %9s  %s%n", "bytes", "1 chunk", "8 chunks", "64 chunks", "a further chunk");
    for (Line line : lines(backends, engines)) {
      double[] bytes =
          line.trials().stream().mapToDouble(t -> measurements.of(t).allocatedBytes()).toArray();
      double further = (bytes[2] - bytes[0]) / (ALL - ONE);
      out.printf(
          Locale.ROOT,
          "%-28s %9.0f %9.0f %9.0f  %.1f%n",
          line.title(),
          bytes[0],
          bytes[1],
          bytes[2],
          further);
    }
    out.flush();
  }

  /**
   * A line of the table.
   *
   * @param title what is called
   * @param trials with 1 chunk, some and all
   */
  record Line(String title, List<Trial> trials) {}

  /** The whole table. */
  static List<Line> lines(List<String> backends, List<String> engines) {
    List<Line> lines = new ArrayList<>();
    for (String backend : backends) {
      for (String engine : engines) {
        for (String call : CALLS) {
          List<Trial> trials = new ArrayList<>();
          for (int chunks : new int[] {ONE, SOME, ALL}) {
            trials.add(Trial.call(call, backend, engine, chunks));
          }
          lines.add(new Line(String.join(" ", backend, engine, call), trials));
        }
      }
    }
    return lines;
  }
}
