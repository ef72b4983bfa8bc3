package org.dosna.examples.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.Pool;
import org.dosna.examples.Address;
import org.dosna.examples.Facts;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import org.dosna.examples.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna ls}. */
@Command(
    name = "ls",
    description = "Lists the pools of a cluster, or what is in a pool, a group or an HDF5 file.",
    footer = {
      "%nExamples:",
      "  dosna ls hdf5:/data",
      "  dosna ls -l hdf5:/data#pool/entry",
      "  dosna ls -r --json scan.h5"
    })
final class ListCommand extends Action {
  @Option(names = "-l", description = "with dtype, shape, chunks and codecs")
  private boolean detailed;

  @Option(names = "-r", description = "what is in groups, too")
  private boolean recursive;

  @Option(names = "--json", description = "as JSON: an array of objects")
  private boolean json;

  @Parameters(paramLabel = "ADDRESS", description = "what to list")
  private Address address;

  private final List<Map<String, Object>> entries = new ArrayList<>();

  @Override
  public Integer call() {
    try (Place place = read(address)) {
      if (place.openPool().isEmpty()) {
        place.cluster().listPools().forEach(name -> addPool(place, name));
      } else if (place.isDataset()) {
        String path = place.dataset().name();
        addDataset(place.pool(), path, path);
      } else {
        addMembers(place.group(), "");
      }
    }
    if (json) {
      out().println(Json.text(entries));
    } else {
      entries.forEach(entry -> out().println(line(entry)));
    }
    // That a file has texts as well, which are no arrays, is no failure.
    boolean failed = entries.stream().anyMatch(entry -> entry.containsKey("problem"));
    return failed && !address.isFile() ? 1 : 0;
  }

  private void addPool(Place place, String name) {
    add(name, "pool");
    if (recursive) {
      try (Pool pool = place.cluster().getPool(name)) {
        addMembers(pool, name + "/");
      }
    }
  }

  private void addMembers(Group group, String prefix) {
    try (Stream<Member> members = recursive ? group.walk() : group.walk(1)) {
      members.forEach(
          member -> {
            if (member.isGroup()) {
              add(prefix + member.path(), "group");
            } else {
              addDataset(group, member.path(), prefix + member.path());
            }
          });
    }
  }

  private Map<String, Object> add(String name, String kind) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("kind", kind);
    entries.add(entry);
    return entry;
  }

  /** One that cannot be opened is listed as well; others are not to be missed for it. */
  private void addDataset(Group group, String path, String name) {
    Map<String, Object> entry = add(name, "dataset");
    if (detailed || json) {
      try {
        DatasetSpec spec = group.getDataset(path).spec();
        if (json) {
          Facts.addSpec(entry, spec);
        } else {
          entry.put("spec", spec);
        }
      } catch (DosnaException e) {
        entry.put("problem", String.valueOf(e.getMessage()));
      }
    }
  }

  private static String line(Map<String, Object> entry) {
    String name = entry.get("name") + ("dataset".equals(entry.get("kind")) ? "" : "/");
    String shown =
        name.endsWith("/") && Terminal.isAttached() ? "\033[1;34m" + name + "\033[0m" : name;
    Object details = entry.getOrDefault("spec", entry.getOrDefault("problem", ""));
    return details.equals("") ? shown : shown + "  " + details;
  }
}
