package org.dosna.backend.ram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.dosna.AlreadyExistsException;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/**
 * What is kept of a pool: its datasets and groups by path. Shared by all who open it. Changes are
 * made one at a time, so that no path is given twice.
 */
final class RamPoolData {
  private final String name;
  private final Map<String, RamData> datasets = new ConcurrentHashMap<>();

  /** The attributes of each group; the pool itself is the one without a path. */
  private final Map<String, Map<String, Object>> groups = new ConcurrentHashMap<>();

  private volatile boolean deleted;

  RamPoolData(String name) {
    this.name = name;
    groups.put("", new ConcurrentHashMap<>());
  }

  /** The names of the datasets directly in a group. */
  List<String> datasets(String group) {
    return namesIn(group, datasets);
  }

  /** The names of the groups directly in a group. */
  List<String> groups(String group) {
    return namesIn(group, groups);
  }

  private static List<String> namesIn(String group, Map<String, ?> members) {
    String start = group.isEmpty() ? "" : group + "/";
    return members.keySet().stream()
        .filter(path -> path.startsWith(start) && !path.equals(group))
        .map(path -> path.substring(start.length()))
        .filter(path -> path.indexOf('/') < 0)
        .toList();
  }

  Optional<RamData> find(String dataset) {
    return Optional.ofNullable(datasets.get(dataset));
  }

  boolean hasGroup(String group) {
    return groups.containsKey(group);
  }

  /** A group's attributes. */
  Map<String, Object> attributes(String group) {
    requireNotDeleted();
    return Optional.ofNullable(groups.get(group))
        .orElseThrow(() -> new NotFoundException("Group '" + group + "' was deleted"));
  }

  /** Adds a dataset; false if its path is taken. */
  synchronized boolean add(RamData dataset) {
    requireNotDeleted();
    boolean free = isFree(dataset.name());
    if (free) {
      datasets.put(dataset.name(), dataset);
    }
    return free;
  }

  /** Adds a group; false if its path is taken. */
  synchronized boolean addGroup(String group) {
    requireNotDeleted();
    boolean free = isFree(group);
    if (free) {
      groups.put(group, new ConcurrentHashMap<>());
    }
    return free;
  }

  private boolean isFree(String path) {
    String group = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    if (!hasGroup(group)) {
      throw new NotFoundException("Group '" + group + "' was deleted; make it again");
    }
    return !datasets.containsKey(path) && !groups.containsKey(path);
  }

  /** Deletes a dataset; false if it is not there, also if another one has its name. */
  synchronized boolean remove(RamData dataset) {
    boolean removed = datasets.remove(dataset.name(), dataset);
    if (removed) {
      dataset.delete();
    }
    return removed;
  }

  /** Deletes an empty group; false if there is none. */
  synchronized boolean removeGroup(String group) {
    if (!datasets(group).isEmpty() || !groups(group).isEmpty()) {
      throw new DosnaException(
          "Group '" + group + "' is not empty: others put something there; delete it again");
    }
    return groups.remove(group) != null;
  }

  /** Renames a dataset, or a group with all that is in it; false if there is nothing. */
  synchronized boolean rename(String from, String to) {
    requireNotDeleted();
    if (!datasets.containsKey(from) && !groups.containsKey(from)) {
      return false;
    }
    if (!isFree(to)) {
      throw new AlreadyExistsException("'" + to + "' exists already in pool '" + name + "'");
    }
    move(from, to, datasets, RamData::renamed);
    move(from, to, groups, (attributes, path) -> attributes);
    return true;
  }

  private static <T> void move(
      String from, String to, Map<String, T> members, BiFunction<T, String, T> renamed) {
    Map<String, T> moved = new HashMap<>();
    members.forEach(
        (path, member) -> {
          if ((path + "/").startsWith(from + "/")) {
            String newPath = to + path.substring(from.length());
            moved.put(newPath, renamed.apply(member, newPath));
            members.remove(path);
          }
        });
    members.putAll(moved);
  }

  synchronized void delete() {
    deleted = true;
    List.copyOf(datasets.values()).forEach(this::remove);
    groups.clear();
  }

  private void requireNotDeleted() {
    if (deleted) {
      throw new NotFoundException(
          "Pool '" + name + "' was deleted; open it again if it was made anew");
    }
  }
}
