package org.dosna.examples.command;

import java.nio.file.Path;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;

/**
 * A store that commands are tried on, in a folder whose name has a space and a letter of no ASCII.
 *
 * @param folder where it is, and where its files are
 */
record Store(Path folder) {
  /** The address of a path in its pool. */
  String at(String path) {
    return "hdf5:" + folder.resolve("my däta") + "#p q" + (path.isEmpty() ? "" : "/" + path);
  }

  /** A file beside the store, as it is given to a command. */
  String file(String name) {
    return folder.resolve(name).toString();
  }

  /** What is in a dataset. */
  NDArray get(String path) {
    try (Cluster cluster =
            Dosna.with("hdf5", "cpu").cluster(folder.resolve("my däta").toString()).connect();
        Pool pool = cluster.getPool("p q")) {
      return pool.getDataset(path).get();
    }
  }

  /** Puts an array there. */
  void put(String path, NDArray elements, int... chunkSize) {
    try (Cluster cluster =
        Dosna.with("hdf5", "cpu").cluster(folder.resolve("my däta").toString()).connect()) {
      try (Pool pool =
          cluster.hasPool("p q") ? cluster.getPool("p q") : cluster.createPool("p q")) {
        pool.createDataset(path, elements, chunkSize);
      }
    }
  }
}
