package org.dosna.backend.ram;

import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Backend;

/**
 * The default backend: chunks in memory. Clusters of one name are one cluster within the process,
 * and last as long as it.
 */
public final class RamBackend implements Backend {
  /** For ServiceLoader. */
  public RamBackend() {}

  @Override
  public String name() {
    return "ram";
  }

  @Override
  public Cluster cluster(String name, Options options) {
    Arguments.require("name", name);
    Arguments.require("options", options);
    return new RamCluster(name);
  }
}
