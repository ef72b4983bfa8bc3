package org.dosna.backend.hdf5.format.link;

import java.util.Optional;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/** Goes along a path, through links to other places and files. For one path. */
public final class PathWalk {
  private static final int MAX_LINKS = 40;

  private final FileSet files;
  private int links;

  /**
   * A walk.
   *
   * @param files where other files are opened
   */
  public PathWalk(FileSet files) {
    this.files = files;
  }

  /**
   * Goes.
   *
   * @param start the group to start from
   * @param path the path; one that begins with a slash starts from the root of the group's file
   * @return where it leads to
   * @throws NotFoundException if it leads nowhere
   * @throws FormatException if something on the way is damaged, or links lead in a circle
   */
  public Target go(Target start, String path) {
    Target at = path.startsWith("/") ? Target.root(start.file()) : start;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        at = child(at, name, path);
      }
    }
    return at;
  }

  private Target child(Target group, String name, String path) {
    ObjectHeader header = group.header();
    Optional<Link> found = new Group(group.file(), header).find(name);
    if (found.isEmpty()) {
      throw new NotFoundException(
          String.format(
              "No dataset '%s' in file %s; in '%s' there is %s",
              path, group.file().path(), group.path(), group.members()));
    }
    return follow(group, name, found.get());
  }

  /**
   * Follows one link.
   *
   * @param group the group that has it
   * @param name its name
   * @param link the link
   * @return where it leads to
   */
  public Target follow(Target group, String name, Link link) {
    if (link instanceof Link.Hard hard) {
      String path = group.path().endsWith("/") ? group.path() : group.path() + "/";
      return new Target(group.file(), path + name, hard.address());
    }
    if (++links > MAX_LINKS) {
      throw new FormatException(
          String.format("Links lead in a circle from '%s' in file %s", name, group.file().path()));
    }
    if (link instanceof Link.Soft soft) {
      return go(group, soft.target());
    } else if (link instanceof Link.External external) {
      return go(Target.root(other(group, external)), "/" + external.target());
    }
    int type = link instanceof Link.UserDefined user ? user.type() : 0;
    throw new FormatException(
        "'" + name + "' is a link of type " + type + ", which only the program knows that made it");
  }

  private FormatFile other(Target group, Link.External link) {
    return files
        .hdf5(group.file(), link.file())
        .orElseThrow(
            () ->
                new NotFoundException(
                    String.format(
                        "A link in file %s leads to '%s' in file '%s', which is not there",
                        group.file().path(), link.target(), link.file())));
  }
}
