package org.dosna.examples.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.examples.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures the ceph backend beside a bare librados loop: all in one JVM and in turn, as the speed
 * of a cluster changes from minute to minute.
 */
@Command(
    name = "ceph-bench",
    description =
        "Measures the ceph backend on 256³ float32 (64 MiB) beside a bare librados loop. Works in a"
            + " pool of its own, which is deleted again.")
public final class CephBench implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "CONF", description = "Ceph's configuration file")
  private Path conf;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often all is measured (default: ${DEFAULT-VALUE})")
  private int rounds = 15;

  @Option(
      names = "--inflight",
      paramLabel = "N",
      description = "requests on their way (default: ${DEFAULT-VALUE})")
  private int inflight = 16;

  private final Map<String, double[]> times = new LinkedHashMap<>();
  private final NDArray data = Workload.cube();
  private final NDArray cube = NDArray.zeros(data.dtype(), data.shape());

  private CephBench() {}

  /**
   * Runs the benchmark and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new CephBench(), args);
  }

  /**
   * Runs the benchmark.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    Options options = Options.of("conffile", conf, "inflight", inflight);
    String name = "dosna-bench-" + UUID.randomUUID();
    try (Cluster cpu = Dosna.with("ceph", "cpu").cluster("bench", options).connect();
        Cluster threads = Dosna.with("ceph", "threads").cluster("bench", options).connect()) {
      Pool pool = cpu.createPool(name);
      try {
        for (int chunk : new int[] {64, 32}) {
          measure(pool, threads.getPool(name), chunk);
        }
        print(command.commandLine().getOut());
      } finally {
        cpu.deletePool(name);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(Pool pool, Pool threadsPool, int chunk) {
    String dataset = "data" + chunk;
    Dataset cpu = pool.createDataset(dataset, data, chunk, chunk, chunk);
    Dataset threads = threadsPool.getDataset(dataset);
    int grid = Workload.SIDE / chunk;
    NDArray plane = data.get(Workload.PLANE_SLICES);
    String slab = ":, :, " + Workload.PLANE / chunk * chunk + ":" + (Workload.PLANE + chunk);
    NDArray wholeChunks = NDArray.zeros(data.dtype(), Workload.SIDE, Workload.SIDE, chunk);
    String title = chunk + "³ ";
    try (RadosLoop loop =
        new RadosLoop(
            conf.toString(), pool.name(), grid * grid * grid, 4 * chunk * chunk * chunk)) {
      for (int round = 0; round < rounds; round++) {
        time(title + "loop write", round, loop::write);
        time(title + "load cpu", round, () -> cpu.load(data));
        time(title + "load threads", round, () -> threads.load(data));
        time(title + "loop read", round, loop::read);
        time(title + "get cpu", round, () -> cpu.get("...", cube));
        time(title + "get threads", round, () -> threads.get("...", cube));
        time(title + "[:, :, 128] cpu", round, () -> cpu.get(Workload.PLANE_SLICES, plane));
        time(title + "its chunks, whole, cpu", round, () -> cpu.get(slab, wholeChunks));
        time(title + "[128, :, :] cpu", round, () -> cpu.get("128", plane));
        time(title + "box of 64³ cpu", round, () -> cpu.get(Workload.BOX));
      }
    }
    if (!cube.equals(data)) {
      throw new IllegalStateException("The dataset does not hold what was written to it");
    }
  }

  private void time(String title, int round, Runnable action) {
    long begun = System.nanoTime();
    action.run();
    times.computeIfAbsent(title, t -> new double[rounds])[round] =
        (System.nanoTime() - begun) / 1e6;
  }

  private void print(PrintWriter out) {
    out.printf("%-32s %9s %9s  %s%n", "", "best ms", "median ms", "of the loop's speed");
    times.forEach(
        (title, measured) -> {
          double best = best(title);
          double[] sorted = measured.clone();
          Arrays.sort(sorted);
          String share =
              limit(title).isEmpty() ? "" : format("%.0f%%", 100 * best(limit(title)) / best);
          out.printf(
              "%-32s %9s %9s  %s%n",
              title, format("%.2f", best), format("%.2f", sorted[rounds / 2]), share);
        });
    out.flush();
  }

  private double best(String title) {
    return Arrays.stream(times.get(title)).min().orElseThrow();
  }

  /** The loop that a line is compared with, if any. */
  private static String limit(String title) {
    String chunk = title.substring(0, title.indexOf(' ') + 1);
    if (title.contains("load")) {
      return chunk + "loop write";
    }
    return title.contains("get") ? chunk + "loop read" : "";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
