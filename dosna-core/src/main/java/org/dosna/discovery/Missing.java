package org.dosna.discovery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dosna.Arguments;
import org.dosna.spi.Backend;
import org.dosna.spi.Engine;
import org.dosna.text.Wording;

/** What to do about a backend or an engine that was not found. */
enum Missing {
  /** A backend. */
  BACKEND(Backend.class, List.of("ram", "hdf5", "ceph", "zarr")),
  /** An engine. */
  ENGINE(Engine.class, List.of("threads", "mpi"));

  private final Class<?> service;

  /** What modules of DosNa bring, so that no module is advised that does not exist. */
  private final List<String> ofModules;

  Missing(Class<?> service, List<String> ofModules) {
    this.service = service;
    this.ofModules = ofModules;
  }

  private String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is the name of one that was found, or that a module brings. */
  boolean isName(String name, List<String> found) {
    return found.contains(name) || ofModules.contains(name);
  }

  /** What to do. */
  String advice(String name, List<String> found) {
    if (ofModules.contains(name)) {
      return isUnregistered(name)
          ? "its classes are there, but no META-INF/services/"
              + service.getName()
              + " names them: where several jars are made one, such files have to be merged (in"
              + " maven-shade-plugin by the ServicesResourceTransformer)"
          : "add " + module(name);
    }
    Optional<String> likeliest =
        Arguments.likeliest(
            name, Stream.concat(found.stream(), ofModules.stream()).distinct().toList());
    return likeliest
        .map(other -> "did you mean '" + other + "'?")
        .orElseGet(
            () ->
                "DosNa has "
                    + ofModules.stream().map(this::module).collect(Collectors.joining(", "))
                    + "; how to write one, examples/doc/extending.md says");
  }

  private String module(String name) {
    return "org.dosna:dosna-" + kind() + "-" + name;
  }

  /** Whether the classes of a module are there, but nothing that names them to ServiceLoader. */
  private boolean isUnregistered(String name) {
    String file =
        "org/dosna/"
            + kind()
            + "/"
            + name
            + "/"
            + Wording.capitalized(name)
            + Wording.capitalized(kind())
            + ".class";
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Optional.ofNullable(loader)
            .orElseGet(ClassLoader::getSystemClassLoader)
            .getResource(file)
        != null;
  }
}
