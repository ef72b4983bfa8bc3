package org.dosna.examples;

import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import picocli.CommandLine.Command;

/**
 * The first steps: make a dataset, slice it, assign to a part of it. {@code sh examples/run.sh
 * tutorial}
 */
@Command(
    name = "tutorial",
    description = "The first steps: make a dataset, slice it, assign to a part of it.")
public final class Tutorial implements Callable<Integer> {
  private Tutorial() {}

  /**
   * Runs the tutorial and ends the process.
   *
   * @param args only {@code --help}
   */
  public static void main(String[] args) {
    Cli.run(new Tutorial(), args);
  }

  /**
   * Runs both parts of the tutorial.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    create();
    reopen();
    return 0;
  }

  /** Makes a pool and a dataset and fills it, closing everything by hand. */
  private static void create() {
    NDArray data = NDArray.random(DType.FLOAT64, 1, 100, 100, 100);

    Cluster cluster = Dosna.cluster().connect();
    Pool pool = cluster.createPool("dosna_tutorial");
    Dataset ds = pool.createDataset("data", data, 32, 32, 32);

    System.out.println(ds);
    System.out.println(ds.get("0, 0, :10"));
    check("all close", ds.get().allClose(data, 1e-5, 1e-8));

    pool.close();
    cluster.disconnect();
  }

  /** Finds pool and dataset again, and assigns a box; try closes everything. */
  private static void reopen() {
    NDArray data = NDArray.random(DType.FLOAT64, 2, 100, 100, 100);

    try (Cluster cluster = Dosna.cluster().connect();
        Pool pool = cluster.getPool("dosna_tutorial")) {
      Dataset ds = pool.getDataset("data");
      System.out.println(ds.get("0, 0, :10"));

      NDArray box = data.get("36:80, 89:, :56");
      ds.set("36:80, 89:, :56", box);
      check("box equal", ds.get("36:80, 89:, :56").equals(box));
    }
  }

  private static void check(String what, boolean holds) {
    System.out.println(what + ": " + holds);
    if (!holds) {
      throw new IllegalStateException("not as expected: " + what);
    }
  }
}
