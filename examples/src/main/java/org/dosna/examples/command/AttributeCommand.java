package org.dosna.examples.command;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dosna.Attributes;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.examples.Address;
import org.dosna.examples.Facts;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dosna attr}. */
@Command(
    name = "attr",
    description = "Attributes of a dataset, group or pool.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AttributeCommand.Get.class,
      AttributeCommand.Set.class,
      AttributeCommand.Remove.class
    },
    footer = {
      "%nExamples:",
      "  dosna attr set hdf5:/data#pool/scan unit mm",
      "  dosna attr get hdf5:/data#pool/scan",
      "  dosna attr rm hdf5:/data#pool/scan unit"
    })
final class AttributeCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing a command: get, set or rm");
  }

  private static Attributes of(Place place) {
    return place.isDataset() ? place.dataset().attributes() : place.group().attributes();
  }

  /** {@code dosna attr get}. */
  @Command(
      name = "get",
      description = "Prints one attribute as it is, or all of them as JSON.",
      footer = {"%nExample:", "  dosna attr get hdf5:/data#pool/scan unit"})
  static final class Get extends Action {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset, group or pool")
    private Address address;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", description = "(default: all)")
    private Optional<String> name = Optional.empty();

    @Override
    public Integer call() {
      try (Place place = read(address)) {
        Attributes attributes = of(place);
        Optional<Object> one = name.map(attributes::get);
        Map<String, Object> all = one.isPresent() ? Map.of() : Facts.attributes(attributes);
        Object value = one.orElse(all);
        boolean plain = value instanceof String || value instanceof NDArray;
        out().println(plain ? value : Json.text(value));
      }
      return 0;
    }
  }

  /** {@code dosna attr set}. */
  @Command(
      name = "set",
      description = "Sets an attribute to a number, true, false or a text; several make an array.",
      footer = {
        "%nExamples:",
        "  dosna attr set hdf5:/data#pool/scan unit mm",
        "  dosna attr set hdf5:/data#pool/scan origin 0 0 2.5",
        "  dosna attr set hdf5:/data#pool/scan sample 007 --text"
      })
  static final class Set extends Action {
    @Option(names = "--text", description = "VALUE is text, though it looks like a number")
    private boolean text;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset, group or pool")
    private Address address;

    @Parameters(index = "1", paramLabel = "NAME", description = "the attribute")
    private String name;

    @Parameters(
        index = "2..*",
        paramLabel = "VALUE",
        arity = "1..*",
        description = "behind -- if it begins with -")
    private List<String> values;

    @Override
    public Integer call() {
      Object value = values.size() == 1 ? parsed(values.get(0)) : array();
      try (Place place = change(address)) {
        of(place).set(name, value);
      }
      return 0;
    }

    private Object parsed(String given) {
      return text ? given : Values.number(given).orElse(given);
    }

    /** Of whole numbers, of numbers, of truths, or else of texts. */
    private Object array() {
      List<Object> parsed = values.stream().map(this::parsed).toList();
      if (parsed.stream().allMatch(Long.class::isInstance)) {
        return filled(new long[parsed.size()], i -> parsed.get(i));
      }
      if (parsed.stream().allMatch(Number.class::isInstance)) {
        return filled(new double[parsed.size()], i -> ((Number) parsed.get(i)).doubleValue());
      }
      if (parsed.stream().allMatch(Boolean.class::isInstance)) {
        return filled(new boolean[parsed.size()], i -> parsed.get(i));
      }
      return values.toArray(String[]::new);
    }

    private static Object filled(Object array, Function<Integer, Object> element) {
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, element.apply(i));
      }
      return array;
    }
  }

  /** {@code dosna attr rm}. */
  @Command(
      name = "rm",
      description = "Removes an attribute.",
      footer = {"%nExample:", "  dosna attr rm hdf5:/data#pool/scan unit"})
  static final class Remove extends Action {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset, group or pool")
    private Address address;

    @Parameters(index = "1", paramLabel = "NAME", description = "the attribute")
    private String name;

    @Override
    public Integer call() {
      try (Place place = change(address)) {
        if (!of(place).remove(name)) {
          throw new NotFoundException(
              "There is no attribute '" + name + "'; there are " + of(place).list());
        }
      }
      return 0;
    }
  }
}
