package org.dosna.examples.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dosna.Dataset;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.examples.Address;
import org.dosna.examples.Facts;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna info}. */
@Command(
    name = "info",
    description = "Says what a dataset, group, pool, cluster or file is; reads no chunk.",
    footer = {
      "%nExamples:",
      "  dosna info hdf5:/data#pool/scan",
      "  dosna info --map --plane 3 hdf5:/data#pool/scan",
      "  dosna info --json ceph:/etc/ceph/ceph.conf?client_id=beam#pool/scan",
      "  dosna info scan.h5:/entry/data"
    })
final class Info extends Action {
  @Option(names = "--json", description = "as a JSON object")
  private boolean json;

  @Option(names = "--map", description = "with a drawing of which chunks are stored")
  private boolean isMapped;

  @Option(
      names = "--plane",
      paramLabel = "N",
      split = ",",
      description =
          "draw the map of one plane: the chunk's position on all axes but the last two (default:"
              + " all planes together)")
  private long[] plane = {};

  @Parameters(paramLabel = "ADDRESS", description = "what to look at")
  private Address address;

  @Override
  public Integer call() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("address", address.toString());
    try (Place place = read(address)) {
      if (place.openPool().isEmpty()) {
        facts.put("kind", "cluster");
        facts.put("pools", place.cluster().listPools());
      } else if (place.isDataset()) {
        add(facts, place.dataset());
      } else {
        add(facts, place.group());
      }
    }
    if (json) {
      out().println(Json.text(facts));
    } else {
      facts.forEach(this::print);
    }
    return 0;
  }

  private void print(String name, Object value) {
    if (value instanceof ChunkMap map) {
      map.lines().forEach(out()::println);
    } else {
      out().println(name + ": " + shown(value));
    }
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return text.isEmpty() ? "none" : text;
    }
    return Json.text(value);
  }

  private void add(Map<String, Object> facts, Group group) {
    facts.put("kind", group.path().isEmpty() ? "pool" : "group");
    facts.put("groups", group.walk().filter(Member::isGroup).count());
    facts.put("datasets", group.walk().filter(member -> !member.isGroup()).count());
    facts.put("attributes", Facts.attributes(group.attributes()));
  }

  private void add(Map<String, Object> facts, Dataset dataset) {
    facts.put("kind", "dataset");
    Facts.addSpec(facts, dataset.spec());
    facts.put("grid", dataset.chunkGrid());
    facts.put("fill", dataset.fillValue());
    facts.put("bytes", WatchedWork.byteCount(dataset));
    facts.put("chunkCount", dataset.chunkCount());
    if (!address.isFile()) {
      facts.put("storedChunks", dataset.countStoredChunks());
      facts.put("storedBytes", dataset.storedBytes());
      facts.put("ratio", Math.round(dataset.compressionRatio() * 1000) / 1000.0);
    }
    facts.put("attributes", Facts.attributes(dataset.attributes()));
    if (isMapped || plane.length > 0) {
      ChunkMap map = map(dataset);
      facts.put("map", json ? map.facts() : map);
    }
  }

  private ChunkMap map(Dataset dataset) {
    long[] grid = dataset.chunkGrid();
    if (address.isFile() || dataset.chunkCount() == 0) {
      throw misuse("'" + address + "' has no chunk map: it is a file, or has no chunks");
    }
    boolean isInside = plane.length == 0 || plane.length == grid.length - 2;
    for (int axis = 0; isInside && axis < plane.length; axis++) {
      isInside = 0 <= plane[axis] && plane[axis] < grid[axis];
    }
    if (!isInside) {
      throw misuse(
          "--plane has a position inside the grid "
              + Arrays.toString(grid)
              + " for all axes but the last two, not "
              + Arrays.toString(plane));
    }
    return ChunkMap.of(dataset, plane);
  }
}
