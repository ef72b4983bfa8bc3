package org.dosna.spi;

import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Options;

/**
 * A way to keep chunks. Found through {@link java.util.ServiceLoader}: a module declares {@code
 * provides Backend with ...}, a jar on the class path has {@code
 * META-INF/services/org.dosna.spi.Backend}.
 */
public interface Backend {
  /**
   * The name by which users choose it.
   *
   * @return for instance {@code "hdf5"}
   */
  String name();

  /**
   * Makes a cluster object; does no I/O.
   *
   * @param name the cluster's name
   * @param options settings; only those in {@link #optionNames()} occur
   * @return the cluster, not yet connected
   * @throws org.dosna.DosnaException if the name or a setting is not allowed
   */
  Cluster cluster(String name, Options options);

  /**
   * The settings that it knows.
   *
   * @return names of options
   */
  default Set<String> optionNames() {
    return Set.of();
  }
}
