package org.dosna.examples.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
import picocli.CommandLine.Option;

/**
 * What the engine {@code mpi} costs and gives: its start, an empty collective call of all ranks,
 * and a Gaussian map with one rank and with two, while the others wait. {@code sh examples/run.sh
 * mpi-bench}
 */
@Command(
    name = "mpi-bench",
    description = "Measures what the engine mpi costs and gives, in a pool that is deleted again.")
public final class MpiBench implements Callable<Integer> {
  private static final int LENGTH = 256;
  private static final int CHUNK = 64;
  private static final int ROUNDS = 15;
  private static final int CALLS = 20_000;
  private static final int PAIR = 2;

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      description = "folder of an hdf5 cluster, which all ranks reach (default: a temporary one)")
  private String folder = System.getProperty("java.io.tmpdir") + "/dosna-mpi-bench";

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
    Options create = Options.of("create", true);
    try (Cluster all = Dosna.cluster(folder, create).connect()) {
      ProcessGroup group = all.group();
      double started = seconds(begin);
      print(group, "start of the engine: %.3f s", started);
      print(
          group,
          "start of the program until then: %.3f s",
          (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3);
      print(group, "empty collective call, at first: %.1f us", 1e6 * emptyCall(group));
      double best =
          IntStream.range(0, ROUNDS).mapToDouble(n -> emptyCall(group)).min().orElseThrow();
      print(group, "empty collective call, at best: %.1f us", 1e6 * best);
      Pool pool = all.createPool("mpi-bench");
      try {
        compare(pool, group.rank());
      } finally {
        all.deletePool("mpi-bench");
      }
    }
    return 0;
  }

  /** Makes the data with all ranks, and maps them with the first two and the first one. */
  private void compare(Pool pool, int rank) {
    ProcessGroup group = pool.group();
    DatasetSpec spec =
        DatasetSpec.of(DType.FLOAT32, LENGTH, LENGTH, LENGTH).chunkSize(CHUNK, CHUNK, CHUNK);
    pool.createDataset("noise", spec)
        .apply((block, where) -> NDArray.random(DType.FLOAT32, 1, where.shape()));
    try (Cluster pair = group(rank / PAIR);
        Cluster own = group(rank)) {
      double one = Double.MAX_VALUE;
      double two = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        if (rank < PAIR) {
          two = Math.min(two, map(pair));
        }
        group.barrier();
        if (rank == 0) {
          one = Math.min(one, map(own));
        }
        group.barrier();
      }
      print(group, "Gaussian map, 1 rank: %.3f s", one);
      print(group, "Gaussian map, " + pair.group().size() + " ranks: %.3f s", two);
      print(group, "speed-up: %.2f", one / two);
    }
  }

  /** A cluster of the ranks that give the same color. */
  private Cluster group(int color) {
    return Dosna.with("hdf5", "mpi", Options.of("color", color)).cluster(folder).connect();
  }

  private static double map(Cluster cluster) {
    Pool pool = cluster.getPool("mpi-bench");
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
