package org.dosna.examples.npybackend;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/** Files and folders that appear and vanish as a whole. */
final class Folders {
  private Folders() {}

  /** Does something with files; empty if the name is taken, or what it needs is gone. */
  static <T> Optional<T> attempt(String verb, Path path, Callable<T> action) {
    try {
      return Optional.of(action.call());
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      return Optional.empty();
    } catch (Exception e) {
      // A folder that gets the name of another one fails as "directory not empty".
      if (e instanceof FileSystemException && verb.equals("create") && Files.exists(path)) {
        return Optional.empty();
      }
      throw new DosnaException("Cannot " + verb + " " + path + ": " + e, e);
    }
  }

  /** A name that no pool, dataset or chunk has. */
  static Path temporary(Path folder) {
    return folder.resolve(".temporary-" + UUID.randomUUID());
  }

  /** The names in a folder, but not of what is temporary. */
  static List<String> list(Path folder) {
    return attempt("list", folder, () -> names(folder)).orElse(List.of());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      Stream<String> names = paths.map(path -> path.getFileName().toString());
      return names.filter(name -> !name.startsWith(".")).toList();
    }
  }

  /** Deletes a folder: gone at once for others, then emptied. False if there is none. */
  static boolean delete(Path folder) {
    Path temporary = temporary(folder.getParent());
    return attempt("delete", folder, () -> Files.move(folder, temporary))
        .flatMap(moved -> attempt("delete", moved, () -> deleteTree(moved)))
        .isPresent();
  }

  private static Path deleteTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
      return folder;
    }
  }
}
