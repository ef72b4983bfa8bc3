package org.dosna.spi;

import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Options;

/**
 * A way to do the work: in order, over threads, over processes. Found through {@link
 * java.util.ServiceLoader} as a {@link Backend} is.
 */
public interface Engine {
  /**
   * The name by which users choose it.
   *
   * @return for instance {@code "threads"}
   */
  String name();

  /**
   * Called when the engine is chosen, before any cluster is made with it, and possibly again: an
   * engine of several processes makes sure that they find one another. By default does nothing.
   *
   * @param options settings; only those in {@link #optionNames()} occur
   * @throws org.dosna.DosnaException if a setting is not allowed, or the engine cannot work here
   */
  default void prepare(Options options) {}

  /**
   * Wraps a backend's cluster, so that datasets reached through it work this engine's way. Usually
   * a {@link org.dosna.FilterCluster}.
   *
   * @param cluster a cluster, not yet connected
   * @param options settings; only those in {@link #optionNames()} occur
   * @return the cluster that the user gets
   * @throws org.dosna.DosnaException if a setting is not allowed
   */
  Cluster wrap(Cluster cluster, Options options);

  /**
   * The settings that it knows.
   *
   * @return names of options
   */
  default Set<String> optionNames() {
    return Set.of();
  }

  /**
   * What others call such an engine, so that a user who asks for it is told this one's name.
   *
   * @return engine names of the Python original, for instance
   */
  default Set<String> counterpartOf() {
    return Set.of();
  }
}
