package org.dosna.examples.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.examples.Cli;
import org.dosna.examples.Gaussian;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What the engine {@code mpi} costs and gives: its start, an empty collective call, and a Gaussian
 * map with one rank and with all. {@code sh examples/run.sh mpi-bench DIR}
 */
@Command(
    name = "mpi-bench",
    description =
        "Measures the engine mpi on an hdf5 cluster, in a pool of its own, which is deleted again.")
public final class MpiBench implements Callable<Integer> {
  private static final int LENGTH = 256;
  private static final int CHUNK = 64;
  private static final int ROUNDS = 5;
  private static final int CALLS = 20_000;

  @Parameters(
      paramLabel = "DIR",
      description = "folder of an hdf5 cluster, which all ranks reach; made if there is none")
  private Path cluster;

  private MpiBench() {}

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    Cli.run(new MpiBench(), args);
  }

  @Override
  public Integer call() {
    long begin = System.nanoTime();
    Dosna.use("hdf5", "mpi");
    String folder = cluster.toAbsolutePath().toString();
    try (Cluster all = Dosna.cluster(folder).connect()) {
      ProcessGroup group = all.group();
      double started = seconds(begin);
      print(group, "start of the engine: %.3f s", started);
      print(
          group,
          "start of the program until then: %.3f s",
          (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3);
      for (int round = 0; round < ROUNDS; round++) {
        print(group, "empty collective call: %.1f us", 1e6 * emptyCall(group));
      }
      // Each rank is a group of its own, of which the first one works.
      Options alone = Options.of("color", group.rank());
      try (Cluster own = Dosna.with("hdf5", "mpi", alone).cluster(folder).connect()) {
        compare(all, own);
      }
    }
    return 0;
  }

  private static void compare(Cluster all, Cluster own) {
    ProcessGroup group = all.group();
    Pool pool = all.createPool("mpi-bench");
    DatasetSpec spec =
        DatasetSpec.of(DType.FLOAT32, LENGTH, LENGTH, LENGTH).chunkSize(CHUNK, CHUNK, CHUNK);
    pool.createDataset("noise", spec)
        .apply((block, where) -> NDArray.random(DType.FLOAT32, 1, where.shape()));
    double one = Double.MAX_VALUE;
    double many = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      many = Math.min(many, map(pool));
      if (group.isRoot()) {
        one = Math.min(one, map(own.getPool("mpi-bench")));
      }
      group.barrier();
    }
    print(group, "Gaussian map, 1 rank: %.3f s", one);
    print(group, "Gaussian map, " + group.size() + " ranks: %.3f s", many);
    print(group, "speed-up: %.2f", one / many);
    all.deletePool("mpi-bench");
  }

  private static double map(Pool pool) {
    Gaussian gaussian = new Gaussian(1.5, 4);
    pool.group().barrier();
    long begin = System.nanoTime();
    Dataset smooth = pool.getDataset("noise").map(gaussian, gaussian.halo(), "smooth");
    pool.group().barrier();
    double taken = seconds(begin);
    smooth.delete();
    return taken;
  }

  private static double emptyCall(ProcessGroup group) {
    long begin = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      group.barrier();
    }
    return seconds(begin) / CALLS;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void print(ProcessGroup group, String format, double value) {
    if (group.isRoot()) {
      System.out.println(String.format(format, value));
    }
  }
}
