package org.dosna.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of a program that say where chunks are kept and who does the work. */
final class StoreChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "where chunks are kept (default: ${DEFAULT-VALUE})")
  private String backend = "hdf5";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "who does the work (default: ${DEFAULT-VALUE})")
  private String engine = "cpu";

  @Option(
      names = "--backend-option",
      paramLabel = "NAME=VALUE",
      description = "an option of the backend, such as fsync=true; may be repeated")
  private Map<String, String> backendOptions = new LinkedHashMap<>();

  @Option(
      names = "--engine-option",
      paramLabel = "NAME=VALUE",
      description = "an option of the engine, such as jobs=4; may be repeated")
  private Map<String, String> engineOptions = new LinkedHashMap<>();

  String backend() {
    return backend;
  }

  String engine() {
    return engine;
  }

  /** The chosen cluster, not yet connected; a wrong choice is wrong usage. */
  Cluster cluster(String name) {
    try {
      return Dosna.with(backend, engine, options(engineOptions))
          .cluster(name, options(backendOptions));
    } catch (DosnaException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** The same, which is not to be made if there is none: the backend hdf5 would. */
  Cluster existing(String name) {
    if (backend.equals("hdf5")) {
      backendOptions.putIfAbsent("create", "false");
    }
    return cluster(name);
  }

  private static Options options(Map<String, String> values) {
    return Options.of(
        values.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray());
  }
}
