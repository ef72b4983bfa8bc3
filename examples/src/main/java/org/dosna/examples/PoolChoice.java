package org.dosna.examples;

import org.dosna.Cluster;
import org.dosna.Dosna;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of a program that say which pool it works on. */
final class PoolChoice {
  @Mixin private StoreChoice store = new StoreChoice();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "the cluster, for hdf5 a folder (default: ${DEFAULT-VALUE})")
  private String cluster = Dosna.DEFAULT_CLUSTER;

  @Option(
      names = "--pool",
      paramLabel = "NAME",
      description = "the pool; import makes it if there is none (default: ${DEFAULT-VALUE})")
  private String pool = "imported";

  String backend() {
    return store.backend();
  }

  /** The chosen cluster, not yet connected; a wrong choice is wrong usage. */
  Cluster cluster() {
    return store.cluster(cluster);
  }

  /** The same, which is not to be made if there is none. */
  Cluster existing() {
    return store.existing(cluster);
  }

  /** The name of the pool. */
  String pool() {
    return pool;
  }
}
