package org.dosna.backend.hdf5.format.array;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.link.Group;
import org.dosna.backend.hdf5.format.link.Link;
import org.dosna.backend.hdf5.format.link.PathWalk;
import org.dosna.backend.hdf5.format.link.Target;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/**
 * All datasets below a group, in the order of their paths. A group is gone into once, by its first
 * path; soft and external links are shown if they lead to a dataset.
 */
public final class Catalog {
  private static final int MAX_DEPTH = 200;

  private final FileSet files;
  private final Opening opening;
  private final Set<Long> groups = new HashSet<>();
  private final Consumer<Found> found;

  /**
   * What is at a path.
   *
   * @param path the path
   * @param array the dataset, if it can be read
   * @param obstacle why it cannot be read; empty if it can
   */
  public record Found(String path, Optional<FileArray> array, String obstacle) {}

  private Catalog(FileSet files, Consumer<Found> found) {
    this.files = files;
    this.opening = new Opening(files, new DecodedChunks(), List.of());
    this.found = found;
  }

  /**
   * Looks for datasets.
   *
   * @param files the file, and others that it leads to
   * @return what there is
   */
  public static List<Found> of(FileSet files) {
    Map<String, Found> all = new TreeMap<>();
    new Catalog(files, found -> all.put(found.path(), found)).visit(Target.root(files.first()), 0);
    return new ArrayList<>(all.values());
  }

  private void visit(Target target, int depth) {
    try {
      ObjectHeader header = target.header();
      if (header.kind().equals("group")) {
        if (depth < MAX_DEPTH && groups.add(target.address())) {
          visitLinks(target, header, depth);
        }
      } else if (header.kind().equals("dataset")) {
        found.accept(dataset(target.path(), target));
      }
    } catch (FormatException e) {
      found.accept(new Found(target.path(), Optional.empty(), reason(e)));
    }
  }

  private void visitLinks(Target group, ObjectHeader header, int depth) {
    new Group(group.file(), header)
        .all()
        .forEach(
            (name, link) -> {
              if (link instanceof Link.Hard) {
                visit(new PathWalk(files).follow(group, name, link), depth + 1);
              } else {
                visitLinked(group, name, link);
              }
            });
  }

  private void visitLinked(Target group, String name, Link link) {
    String path = group.path().equals("/") ? "/" + name : group.path() + "/" + name;
    try {
      Target target = new PathWalk(files).follow(group, name, link);
      if (target.header().kind().equals("dataset")) {
        found.accept(dataset(path, target));
      }
    } catch (DosnaException e) {
      found.accept(new Found(path, Optional.empty(), reason(e)));
    }
  }

  private Found dataset(String path, Target target) {
    try {
      return new Found(path, Optional.of(FileArray.open(opening, target)), "");
    } catch (FormatException e) {
      return new Found(path, Optional.empty(), reason(e));
    }
  }

  /** The reason alone, without what is known from the path. */
  private static String reason(DosnaException e) {
    return e.getCause() instanceof FormatException cause
        ? String.valueOf(cause.getMessage())
        : String.valueOf(e.getMessage());
  }
}
