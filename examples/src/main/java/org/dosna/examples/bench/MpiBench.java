package org.dosna.examples.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.examples.Gaussian;

/**
 * What the engine {@code mpi} costs and gives: its start, an empty collective call, and a Gaussian
 * map with one rank and with all. {@code sh examples/run.sh mpi-bench DIR}
 */
public final class MpiBench {
  private static final int LENGTH = 256;
  private static final int CHUNK = 64;
  private static final int ROUNDS = 5;
  private static final int CALLS = 20_000;

  private MpiBench() {}

  /**
   * Measures.
   *
   * @param args a folder for an hdf5 cluster
   */
  public static void main(String[] args) {
    long begin = System.nanoTime();
    Dosna.use("hdf5", "mpi");
    String folder = Path.of(args[0]).toAbsolutePath().toString();
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
