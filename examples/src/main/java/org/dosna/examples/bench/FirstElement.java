package org.dosna.examples.bench;

import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;

/** A program that prints the first element of a dataset: what {@link StartBench} starts. */
final class FirstElement {
  static final String DATASET = "data";

  private static final long SIDE = 64;
  private static final int CHUNK = 32;

  private FirstElement() {}

  /** Takes the backend, cluster, pool and options of the cluster, by pairs; without them ends. */
  public static void main(String[] args) {
    if (args.length > 0) {
      Object[] options = new Object[args.length - 3];
      System.arraycopy(args, 3, options, 0, options.length);
      try (Cluster cluster = connected(args[0], args[1], Options.of(options));
          Pool pool = poolWithData(cluster, args[2])) {
        Dataset dataset = pool.getDataset(DATASET);
        System.out.println(dataset.get("0, 0, 0"));
      }
    }
  }

  static Cluster connected(String backend, String name, Options options) {
    return Dosna.with(backend, "cpu").cluster(name, options).connect();
  }

  /** Opens a pool; one that is not there is made, with the dataset. */
  static Pool poolWithData(Cluster cluster, String name) {
    if (cluster.hasPool(name)) {
      return cluster.getPool(name);
    }
    Pool pool = cluster.createPool(name);
    pool.createDataset(
        DATASET, NDArray.arange(DType.FLOAT32, SIDE, SIDE, SIDE), CHUNK, CHUNK, CHUNK);
    return pool;
  }
}
