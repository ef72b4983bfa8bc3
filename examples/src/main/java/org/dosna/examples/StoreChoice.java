package org.dosna.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dosna.Cluster;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of a program that say where chunks are kept and who does the work. */
final class StoreChoice {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "where chunks are kept (default: ${DEFAULT-VALUE})")
  private String backend = "hdf5";

  @Option(
      names = "--backend-option",
      paramLabel = "NAME=VALUE",
      description = "an option of the backend, such as fsync=true; may be repeated")
  private Map<String, String> backendOptions = new LinkedHashMap<>();

  @Mixin private EngineChoice engine = new EngineChoice();

  String backend() {
    return backend;
  }

  String engine() {
    return engine.engine();
  }

  /** The chosen cluster, not yet connected; a wrong choice is wrong usage. */
  Cluster cluster(String name) {
    return engine.cluster(address(name), true);
  }

  /** The same, which is not to be made if there is none: the backend hdf5 would. */
  Cluster existing(String name) {
    return engine.cluster(address(name), false);
  }

  private Address address(String name) {
    if (backend.equals("ceph")) {
      // The name of a cluster says nothing of its file, as an address does.
      backendOptions.putIfAbsent("conffile", "ceph.conf");
    }
    return new Address(backend, name, backendOptions, "", "");
  }
}
