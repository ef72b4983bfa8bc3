package org.dosna.examples.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.examples.Facts;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;

/**
 * What of a store is shown: all that is at an address and below it. Things are named by paths that
 * begin with the pool: {@code scans/entry/data}. Thread safe.
 */
final class Served {
  /** How long an image that was opened is believed to be the one of its path. */
  private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

  private record Opened(Image image, long since) {}

  private final Place place;
  private final String top;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<String, Opened> images = new ConcurrentHashMap<>();

  Served(Place place) {
    this.place = place;
    // A file of one dataset need not name it.
    String path = place.isDataset() ? place.dataset().name() : place.path();
    this.top = place.address().pool() + (path.isEmpty() ? "" : "/" + path);
    facts(top); // so that what is not there is refused at once
  }

  /** The path of all that is shown; empty for a cluster. */
  String top() {
    return top;
  }

  private void requireInside(String path) {
    if (!top.isEmpty() && !path.equals(top) && !path.startsWith(top + "/")) {
      throw new RefusedException(403, "Only '" + top + "' is shown here, and what is in it");
    }
  }

  /** The pool in which a path is. */
  Pool pool(String path) {
    requireInside(path);
    String name = path.split("/", 2)[0];
    Cluster cluster = place.cluster();
    if (!cluster.hasPool(name)) {
      Pool gone = pools.remove(name);
      if (gone != null) {
        gone.close();
      }
    }
    return pools.computeIfAbsent(name, found -> cluster.getPool(found, OpenMode.READ_ONLY));
  }

  private static String inPool(String path) {
    int end = path.indexOf('/');
    return end < 0 ? "" : path.substring(end + 1);
  }

  /** The dataset of a path, with its levels; datasets of files are opened once. */
  Image image(String path) {
    Opened known = images.get(path);
    long now = System.nanoTime();
    if (known != null && (place.address().isFile() || now - known.since < FRESH)) {
      return known.image;
    }
    Pool pool = pool(path);
    if (inPool(path).isEmpty()) {
      throw new NotFoundException("'" + Arguments.excerpt(path) + "' is no dataset");
    }
    images.values().removeIf(old -> !place.address().isFile() && now - old.since >= FRESH);
    Opened opened = new Opened(Image.of(pool, inPool(path)), now);
    images.put(path, opened);
    return opened.image;
  }

  /** What there is to say of a cluster, pool, group or dataset. */
  Map<String, Object> facts(String path) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path);
    requireInside(path);
    if (path.isEmpty()) {
      facts.put("kind", "cluster");
      facts.put("members", place.cluster().listPools().stream().map(Served::group).toList());
      return facts;
    }
    Pool pool = pool(path);
    String inside = inPool(path);
    if (!inside.isEmpty() && pool.hasDataset(inside)) {
      addDataset(facts, image(path));
    } else {
      addGroup(facts, inside.isEmpty() ? pool : pool.group(inside));
    }
    return facts;
  }

  private static Map<String, Object> group(String name) {
    return Map.of("name", name, "isGroup", true);
  }

  private static void addGroup(Map<String, Object> facts, Group group) {
    facts.put("kind", group.path().isEmpty() ? "pool" : "group");
    List<Map<String, Object>> members = new ArrayList<>();
    group
        .walk(1)
        .forEach(member -> members.add(Map.of("name", member.path(), "isGroup", member.isGroup())));
    facts.put("members", members);
    addAttributes(facts, () -> Facts.attributes(group.attributes()));
  }

  private static void addDataset(Map<String, Object> facts, Image image) {
    Dataset dataset = image.dataset();
    // As it is now, which others may have changed.
    long[] shape = dataset.view().shape();
    facts.put("kind", "dataset");
    Facts.addSpec(facts, dataset.spec());
    facts.put("shape", shape);
    facts.put("grid", dataset.spec().chunkGrid());
    dataset.spec().shardSize().ifPresent(size -> facts.put("shards", size));
    facts.put("axes", dataset.spec().dimensionNames());
    facts.put("fill", dataset.fillValue());
    facts.put("bytes", WatchedWork.byteCount(dataset));
    facts.put("chunkCount", dataset.chunkCount());
    facts.put(
        "levels",
        image.levels().stream()
            .map(level -> Map.of("name", level.dataset().name(), "steps", level.steps()))
            .toList());
    addAttributes(facts, () -> Facts.attributes(dataset.attributes()));
  }

  /** Those that cannot be read are no reason not to show the data. */
  private static void addAttributes(
      Map<String, Object> facts, Supplier<Map<String, Object>> attributes) {
    try {
      facts.put("attributes", attributes.get());
    } catch (DosnaException e) {
      facts.put("attributes", Map.of());
      facts.put("problem", String.valueOf(e.getMessage()));
    }
  }

  /** What is stored of a dataset: costs as much as there is. */
  Map<String, Object> stored(String path) {
    Dataset dataset = image(path).dataset();
    Map<String, Object> facts = new LinkedHashMap<>();
    if (place.address().isFile()) {
      return facts;
    }
    facts.put("storedChunks", dataset.countStoredChunks());
    facts.put("storedBytes", dataset.storedBytes());
    facts.put("ratio", Math.round(dataset.compressionRatio() * 1000) / 1000.0);
    return facts;
  }
}
