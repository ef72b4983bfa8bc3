package org.dosna.backend.zarr;

import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;

/** A process that writes every n-th element of a dataset, one by one: FOLDER NUMBER PROCESSES. */
final class Worker {
  static final int LENGTH = 60;

  private Worker() {}

  public static void main(String[] args) {
    int number = Integer.parseInt(args[1]);
    int processes = Integer.parseInt(args[2]);
    for (int i = number; i < LENGTH; i += processes) {
      // Anew each time, so that the lock file comes and goes.
      try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(args[0]).connect()) {
        Dataset data = cluster.getPool("pool").getDataset("data");
        data.set(Integer.toString(i), i + 1);
        data.attributes().set("a" + i, i);
      }
    }
  }
}
