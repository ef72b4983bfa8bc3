package org.dosna.testkit;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Pool;

/** One empty store for one test: what a backend supplies to its {@link BackendContract}. */
@FunctionalInterface
public interface StoreFixture {
  /**
   * Makes another cluster object of this store, wrapped by the engine under test. All of them see
   * the same data.
   *
   * @return a cluster, not yet connected
   */
  Cluster newCluster();

  /**
   * Gives the pool with which a test begins that is not about pools. Where pools take long to make
   * all such tests may get the same one, emptied in {@link #destroy}.
   *
   * @param cluster a connected cluster of this store
   * @param name the pool's name
   * @return an empty pool; by default a new one
   */
  default Pool firstPool(Cluster cluster, String name) {
    return cluster.createPool(name);
  }

  /**
   * A way to what is stored that does not use the code under test.
   *
   * @return by default none: then the tests believe what the code under test says
   */
  default Optional<RawStore> raw() {
    return Optional.empty();
  }

  /**
   * What the backend can do beyond what every backend must.
   *
   * @return by default everything
   */
  default Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /**
   * Names of codecs that the backend's format cannot have.
   *
   * @return by default none
   */
  default Set<String> refusedCodecs() {
    return Set.of();
  }

  /** Throws the store away, after its clusters were closed; by default there is nothing to do. */
  default void destroy() {}
}
