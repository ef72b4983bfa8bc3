package org.dosna;

import org.dosna.discovery.Services;
import org.dosna.spi.Backend;

/**
 * A chosen backend and engine, without process-wide state: {@code Dosna.with("hdf5",
 * "threads").cluster("data")}. Immutable, may be shared by threads.
 */
public final class Selector {
  private final Status choice;

  Selector(Status choice) {
    this.choice = choice;
  }

  /**
   * A cluster named {@value Dosna#DEFAULT_CLUSTER}.
   *
   * @return the cluster, not yet connected
   */
  public Cluster cluster() {
    return cluster(Dosna.DEFAULT_CLUSTER);
  }

  /**
   * A cluster without backend options.
   *
   * @param name what the backend takes as a cluster's name: a folder for hdf5
   * @return the cluster, not yet connected
   */
  public Cluster cluster(String name) {
    return cluster(name, Options.none());
  }

  /**
   * A cluster.
   *
   * @param name what the backend takes as a cluster's name: a folder for hdf5
   * @param backendOptions the backend's options
   * @return the cluster, not yet connected
   * @throws DosnaException if the backend does not know an option; the message lists those it knows
   */
  public Cluster cluster(String name, Options backendOptions) {
    if (Arguments.require("name", name).isEmpty()) {
      throw new DosnaException(
          "A cluster's name must not be empty: it says which one, such as a folder for hdf5");
    }
    Arguments.require("backendOptions", backendOptions);
    Backend backend = Services.backend(choice.backend());
    Services.requireKnown(backend, backendOptions);
    Cluster cluster = backend.cluster(name, backendOptions);
    return Services.engine(choice.engine()).wrap(cluster, choice.engineOptions());
  }
}
