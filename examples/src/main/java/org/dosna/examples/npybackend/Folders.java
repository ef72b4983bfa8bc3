package org.dosna.examples.npybackend;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/** Folders and files that appear and vanish as a whole. */
final class Folders {
  private Folders() {}

  /** Does something with files; a failure becomes an exception that says what was tried. */
  static <T> T attempt(String verb, Path path, Callable<T> action) {
    try {
      return action.call();
    } catch (Exception e) {
      throw new DosnaException("Cannot " + verb + " " + path + ": " + e, e);
    }
  }

  /** Makes something under a name that has to be free; false if it is taken. */
  static boolean createNew(Path path, Callable<Path> creation) {
    return attempt("create", path, () -> {
      try {
        return creation.call() != null;
      } catch (FileSystemException e) {
        if (Files.exists(path)) {
          return false;
        }
        throw e;
      }
    });
  }

  /** A name that no pool, dataset or chunk has. */
  static Path temporary(Path folder) {
    return folder.resolve(".temporary-" + UUID.randomUUID());
  }

  /** Names, but not of what is temporary. */
  static List<String> list(Path folder) {
    return attempt("list", folder, () -> {
      try (Stream<Path> paths = Files.list(folder)) {
        Stream<String> names = paths.map(path -> path.getFileName().toString());
        return names.filter(name -> !name.startsWith(".")).toList();
      }
    });
  }

  /** Deletes a folder: gone at once for others, then emptied. */
  static boolean delete(Path folder) {
    return attempt("delete", folder, () -> {
      Path temporary = Files.move(folder, temporary(folder.getParent()));
      try (Stream<Path> tree = Files.walk(temporary)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      return true;
    });
  }
}
