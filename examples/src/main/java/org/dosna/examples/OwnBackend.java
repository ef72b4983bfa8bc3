package org.dosna.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import picocli.CommandLine.Command;

/**
 * Uses the backend of one's own in {@link org.dosna.examples.npybackend.NpyBackend}, and shows the
 * files that it makes. {@code sh examples/run.sh own-backend}
 */
@Command(
    name = "own-backend",
    description = "Writes a dataset with the example backend 'npy' and shows its files.")
public final class OwnBackend implements Callable<Integer> {
  private OwnBackend() {}

  /**
   * Runs the example and ends the process.
   *
   * @param args only {@code --help}
   */
  public static void main(String[] args) {
    Cli.run(new OwnBackend(), args);
  }

  /**
   * Writes a dataset, lists its files and reads one of them without DosNa's datasets.
   *
   * @return 0
   * @throws IOException if the files cannot be listed
   */
  @Override
  public Integer call() throws IOException {
    System.out.println("backends: " + Dosna.backends());
    Path folder = Files.createTempDirectory("dosna-own-backend");
    try (Cluster cluster = Dosna.with("npy", "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("pool")) {
      Dataset dataset = pool.createDataset("data", NDArray.arange(DType.INT16, 4, 6), 3, 3);
      dataset.set("1:, 2:4", -1);
      System.out.println(dataset);
      System.out.println(dataset.get());
      try (Stream<Path> files = Files.list(folder.resolve("pool/data"))) {
        files.map(Path::getFileName).sorted().forEach(System.out::println);
      }
      System.out.println(Npy.read(folder.resolve("pool/data/chunk.0.1.npy")));
      cluster.deletePool("pool");
    }
    Files.delete(folder);
    return 0;
  }
}
