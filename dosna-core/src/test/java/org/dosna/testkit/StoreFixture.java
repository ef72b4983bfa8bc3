package org.dosna.testkit;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dosna.Cluster;

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

  /** Throws the store away, after its clusters were closed; by default there is nothing to do. */
  default void destroy() {}
}
