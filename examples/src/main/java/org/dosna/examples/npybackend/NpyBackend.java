package org.dosna.examples.npybackend;

import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Backend;

/** The backend {@code npy}: one .npy file per chunk. A cluster's name is a folder. */
public final class NpyBackend implements Backend {
  /** For ServiceLoader. */
  public NpyBackend() {}

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public Cluster cluster(String name, Options options) {
    return new NpyCluster(name);
  }
}
