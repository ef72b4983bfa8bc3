package org.dosna;

import java.util.Optional;
import org.dosna.cache.CacheOptions;
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
   * @param backendOptions the backend's options; and, of any backend, {@code cache}: how many bytes
   *     of decoded chunks are kept in memory, such as {@code 512M}, by default none; {@code
   *     recheck}: {@code read} if a cached chunk is shown only while the store's is the same,
   *     {@code open} if it is shown until the dataset is opened again, as nobody else writes
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
    Optional<CacheOptions> cache = CacheOptions.of(backendOptions);
    Options others = backendOptions.without(CacheOptions.CACHE, CacheOptions.RECHECK);
    Services.requireKnown(backend, others);
    Cluster store = backend.cluster(name, others);
    Cluster cluster = cache.<Cluster>map(c -> new CachedCluster(store, c)).orElse(store);
    return Services.engine(choice.engine()).wrap(cluster, choice.engineOptions());
  }
}
