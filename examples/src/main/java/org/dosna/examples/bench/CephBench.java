package org.dosna.examples.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
 * Measures the ceph backend beside a bare librados loop: all in one JVM and in turn, in another
 * order each round, as the speed of a cluster changes from minute to minute.
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

  private final Timings timings = new Timings();
  private final NDArray data = Workload.cube();

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
        timings.print(command.commandLine().getOut(), "the loop");
      } finally {
        cpu.deletePool(name);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(Pool pool, Pool threadsPool, int chunk) {
    String name = "data" + chunk;
    Dataset cpu = pool.createDataset(name, data, chunk, chunk, chunk);
    Dataset threads = threadsPool.getDataset(name);
    int grid = Workload.SIDE / chunk;
    try (RadosLoop loop =
        new RadosLoop(
            conf.toString(), pool.name(), grid * grid * grid, 4 * chunk * chunk * chunk)) {
      CephRounds measured = new CephRounds(timings, loop, data, chunk);
      List<Runnable> parts =
          Arrays.asList(
              measured::loop,
              () -> measured.whole("cpu", cpu),
              () -> measured.whole("threads", threads),
              () -> measured.derive("cpu", cpu),
              () -> measured.derive("threads", threads),
              () -> measured.elements(cpu),
              () -> measured.parts(cpu));
      Random random = new Random(1);
      for (int round = 0; round < rounds; round++) {
        parts.forEach(Runnable::run);
        Collections.shuffle(parts, random);
      }
    }
  }
}
