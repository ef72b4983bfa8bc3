package org.dosna.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The same work with every backend and every engine: create a dataset, check slices, rewrite a box,
 * check again, delete. {@code sh examples/run.sh backends}
 */
@Command(
    name = "backends",
    description = "Does the same work with every backend and engine; checks it and takes its time.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:all that could run is right", "1:something is wrong", "2:wrong usage"})
public final class Backends implements Callable<Integer> {
  private static final String POOL = "backends-example";
  private static final List<String> WORK = List.of("create", "check", "rewrite", "check", "delete");

  @Spec private CommandSpec command;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "length of each of the three axes (default: ${DEFAULT-VALUE})")
  private int size = 256;

  @Option(
      names = "--chunk",
      paramLabel = "N",
      description = "length of a chunk's axes (default: ${DEFAULT-VALUE})")
  private int chunk = 50;

  @Option(
      names = "--backends",
      paramLabel = "NAME",
      split = ",",
      description = "only these (default: all there are)")
  private List<String> backends = Dosna.backends();

  @Option(
      names = "--engines",
      paramLabel = "NAME",
      split = ",",
      description = "only these (default: all there are)")
  private List<String> engines = Dosna.engines();

  @Option(
      names = "--conffile",
      paramLabel = "FILE",
      description = "ceph.conf of the cluster for the backend ceph")
  private Optional<Path> conffile = Optional.empty();

  private NDArray data;
  private PrintWriter out;

  private Backends() {}

  /**
   * Runs the example and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new Backends(), args);
  }

  /**
   * Runs all combinations.
   *
   * @return 0
   * @throws IOException if no temporary folder can be made
   */
  @Override
  public Integer call() throws IOException {
    if (size < 1 || chunk < 1) {
      throw new ParameterException(command.commandLine(), "--size and --chunk are above 0");
    }
    requireKnown("--backends", backends, Dosna.backends());
    requireKnown("--engines", engines, Dosna.engines());
    data = NDArray.random(DType.FLOAT32, 1, size, size, size);
    out = command.commandLine().getOut();
    out.printf("float32 %d³, chunks %d³; seconds%n", size, chunk);
    row("backend", "engine", WORK.stream().map("%9s"::formatted).collect(Collectors.joining()));
    for (String backend : backends) {
      for (String engine : engines) {
        run(backend, engine);
      }
    }
    return 0;
  }

  /** One that is missing is left out, and that is printed; but something has to be left. */
  private void requireKnown(String option, List<String> chosen, List<String> known) {
    if (chosen.stream().noneMatch(known::contains)) {
      throw new ParameterException(
          command.commandLine(), option + " is some of " + known + ", not " + chosen);
    }
  }

  private void run(String backend, String engine) throws IOException {
    Path folder = Files.createTempDirectory("dosna-backends");
    Optional<Cluster> connected = connect(backend, engine, folder);
    if (connected.isPresent()) {
      try (Cluster cluster = connected.get();
          Pool pool = cluster.createPool(POOL)) {
        try {
          row(backend, engine, work(pool));
        } finally {
          cluster.deletePool(POOL);
        }
      }
    }
    Files.delete(folder);
  }

  /** A cluster, or none and the reason is printed. */
  private Optional<Cluster> connect(String backend, String engine, Path folder) {
    Options options =
        backend.equals("ceph") && conffile.isPresent()
            ? Options.of("conffile", conffile.get())
            : Options.none();
    try {
      return Optional.of(Dosna.with(backend, engine).cluster(folder.toString(), options).connect());
    } catch (DosnaException e) {
      row(backend, engine, "  left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The work, and the seconds that each part of it took. */
  private String work(Pool pool) {
    Stopwatch watch = new Stopwatch();
    Dataset dataset = pool.createDataset("data", data, chunk, chunk, chunk);
    watch.lap();
    check(dataset, data);
    watch.lap();
    // A box that begins and ends in the middle of chunks.
    String box = "%1$d:%2$d, %1$d:%2$d, %1$d:%2$d".formatted(size / 3, size - size / 4);
    NDArray changed = data.get("...");
    changed.set(box, -1);
    dataset.set(box, -1);
    watch.lap();
    check(dataset, changed);
    watch.lap();
    dataset.delete();
    watch.lap();
    return watch.laps();
  }

  private void check(Dataset dataset, NDArray expected) {
    for (String slices : List.of("...", "0", ":, -1", "..., " + size / 2, "::-7, ::3, 1::2")) {
      if (!dataset.get(slices).equals(expected.get(slices))) {
        throw new DosnaException("Wrong elements in [" + slices + "] of " + dataset);
      }
    }
  }

  private void row(String backend, String engine, String text) {
    out.printf("%-8s %-8s%s%n", backend, engine, text);
    out.flush();
  }

  /** Takes the time of one part after the other. */
  private static final class Stopwatch {
    private final StringBuilder laps = new StringBuilder();
    private long start = System.nanoTime();

    void lap() {
      laps.append(String.format(Locale.ROOT, "%9.3f", (System.nanoTime() - start) / 1e9));
      start = System.nanoTime();
    }

    String laps() {
      return laps.toString();
    }
  }
}
