package org.dosna.examples.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.Finding;
import org.dosna.examples.Address;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code dosna check} and {@code dosna repair} have in common. */
abstract class Inspect extends ChunkAction {
  @Option(names = "--json", description = "as JSON: an array of objects")
  private boolean json;

  @Parameters(paramLabel = "ADDRESS", description = "a cluster, pool, group or dataset")
  private Address address;

  abstract Place open(Address where);

  abstract List<Finding> findings(Place place);

  @Override
  public final Integer call() {
    try (Place place = open(address)) {
      List<Finding> found = findings(place);
      if (json) {
        out().println(Json.text(found.stream().map(Inspect::facts).toList()));
      } else {
        found.forEach(finding -> out().println(finding));
      }
      return exitCode(found);
    }
  }

  int exitCode(List<Finding> found) {
    return found.isEmpty() ? 0 : 1;
  }

  private static Map<String, Object> facts(Finding finding) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", finding.kind().name());
    facts.put("where", finding.where());
    facts.put("problem", finding.problem());
    facts.put("remedy", finding.remedy());
    return facts;
  }

  /** {@code dosna check}. */
  @Command(
      name = "check",
      description = "Reads every stored chunk, and lists what is not as it should be; 1 if it is.",
      footer = {"%nExample:", "  dosna check --jobs 8 hdf5:/data#pool"})
  static final class Check extends Inspect {
    @Override
    Place open(Address where) {
      return read(where);
    }

    @Override
    List<Finding> findings(Place place) {
      return place.openPool().isEmpty()
          ? place.cluster().check()
          : place.isDataset() ? place.dataset().check() : place.group().check();
    }
  }

  /** {@code dosna repair}. */
  @Command(
      name = "repair",
      description = "Removes leftovers and sets damaged chunks aside; lists what it found.",
      footer = {"%nExample:", "  dosna repair hdf5:/data#pool/scan"})
  static final class Repair extends Inspect {
    @Override
    Place open(Address where) {
      return change(where);
    }

    @Override
    List<Finding> findings(Place place) {
      return place.openPool().isEmpty()
          ? place.cluster().repair()
          : place.isDataset() ? place.dataset().repair() : place.group().repair();
    }

    @Override
    int exitCode(List<Finding> found) {
      return 0;
    }
  }
}
