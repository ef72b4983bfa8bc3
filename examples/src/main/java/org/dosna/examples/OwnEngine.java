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
 * Uses the engine of one's own in {@link org.dosna.examples.logengine.LogEngine}, which logs what
 * every operation does. {@code sh examples/run.sh own-engine}
 */
@Command(
    name = "own-engine",
    description =
        "Works on a dataset with the example engine 'log', which logs and times each step.")
public final class OwnEngine implements Callable<Integer> {
  private OwnEngine() {}

  /**
   * Runs the example and ends the process.
   *
   * @param args only {@code --help}
   */
  public static void main(String[] args) {
    // The logger reads these when it is made, which is later.
    String logger = "org.slf4j.simpleLogger.";
    System.setProperty(logger + "log.org.dosna.examples.logengine", "debug");
    System.setProperty(logger + "logFile", "System.out");
    System.setProperty(logger + "showShortLogName", "true");
    System.setProperty(logger + "showThreadName", "false");
    Cli.run(new OwnEngine(), args);
  }

  /**
   * Loads a dataset, reads a slice of it, applies a function and reduces it.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    System.out.println("engines: " + Dosna.engines());
    try (Cluster cluster = Dosna.with("ram", "log").cluster("own-engine").connect();
        Pool pool = cluster.createPool("pool")) {
      Dataset dataset = pool.createDataset("data", NDArray.arange(DType.FLOAT32, 4, 6), 3, 3);
      System.out.println(dataset);
      System.out.println("row 1: " + dataset.get("1"));
      dataset.apply((block, where) -> block);
      System.out.println("sum: " + dataset.sum());
    }
    return 0;
  }
}
