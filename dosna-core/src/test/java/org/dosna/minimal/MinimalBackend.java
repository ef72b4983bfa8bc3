package org.dosna.minimal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Backend;

/** Makes a new store for each cluster. */
public final class MinimalBackend implements Backend {
  /** For ServiceLoader. */
  public MinimalBackend() {}

  @Override
  public String name() {
    return "minimal";
  }

  @Override
  public Cluster cluster(String name, Options options) {
    Map<String, Map<String, MinimalData>> pools = new ConcurrentHashMap<>();
    return new MinimalCluster(pools);
  }

  @Override
  public Set<String> optionNames() {
    return Set.of("size", "colour");
  }
}
