package org.dosna;

import java.util.Optional;

/** A group in a pool: a path, and what the pool does with it. */
final class SubGroup extends Group {
  private final Pool pool;
  private final String path;

  SubGroup(Pool pool, String path) {
    this.pool = pool;
    this.path = path;
  }

  @Override
  Pool root() {
    return pool;
  }

  @Override
  String describe() {
    return "group '" + path + "' of " + pool.describe();
  }

  @Override
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Optional<Group> parent() {
    int end = path.lastIndexOf('/');
    return Optional.of(end < 0 ? pool : new SubGroup(pool, path.substring(0, end)));
  }

  @Override
  public ProcessGroup group() {
    return pool.group();
  }

  /** The path, and where: {@code Group entry/data in Hdf5Pool scans}; and what else there is. */
  @Override
  public String toString() {
    return "Group " + path + " in " + pool + pool.detailsIfOpen(path);
  }
}
