package org.dosna.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.Options;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of a program that say who does the work. */
public final class EngineChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "who does the work (default: cpu, with --jobs threads)")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--engine-option",
      paramLabel = "NAME=VALUE",
      description = "an option of the engine, such as jobs=4; may be repeated")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "work with so many threads; the same as --engine-option jobs=N")
  private Optional<Integer> jobs = Optional.empty();

  /** The mixin of a command. */
  public EngineChoice() {}

  /**
   * No choice: the engine cpu.
   *
   * @param command the command that has none
   * @return the choice
   */
  public static EngineChoice none(CommandSpec command) {
    EngineChoice none = new EngineChoice();
    none.command = command;
    return none;
  }

  /** The chosen engine. */
  String engine() {
    return engine.orElse(jobs.isPresent() ? "threads" : "cpu");
  }

  /**
   * The cluster of an address, not yet connected.
   *
   * @param address where it is
   * @param create whether it may be made if there is none
   * @return the cluster, with the chosen engine
   * @throws ParameterException if the choice cannot be: wrong usage
   */
  public Cluster cluster(Address address, boolean create) {
    jobs.ifPresent(n -> options.put("jobs", n.toString()));
    Object[] pairs =
        options.entrySet().stream()
            .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
            .toArray();
    try {
      return address.cluster(create, engine(), Options.of(pairs));
    } catch (DosnaException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
