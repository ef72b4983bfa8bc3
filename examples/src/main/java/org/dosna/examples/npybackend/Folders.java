package org.dosna.examples.npybackend;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/** What all classes here do with files and folders. */
final class Folders {
  static final Class<?> TAKEN = FileAlreadyExistsException.class;
  static final Class<?> MISSING = NoSuchFileException.class;

  private Folders() {}

  /** Does something with files; empty if it fails in the way that was to be expected. */
  static <T> Optional<T> attempt(Class<?> expected, Callable<T> action) {
    try {
      return Optional.of(action.call());
    } catch (Exception e) {
      if (expected.isInstance(e)) {
        return Optional.empty();
      }
      throw new DosnaException("The npy backend cannot go on: " + e, e);
    }
  }

  /** Deletes a file or folder: gone at once for others, then for good. False if there is none. */
  static boolean delete(Path path) {
    Path hidden = path.resolveSibling("." + UUID.randomUUID());
    boolean found = attempt(MISSING, () -> Files.move(path, hidden)).isPresent();
    (Files.isDirectory(hidden) ? list(hidden) : List.<Path>of()).forEach(Folders::delete);
    attempt(MISSING, () -> Files.deleteIfExists(hidden));
    return found;
  }

  /** The names of those paths in a folder that are wanted, neither hidden nor gone meanwhile. */
  static List<String> names(Path folder, Predicate<Path> wanted) {
    var names = list(folder).stream().filter(wanted).map(path -> path.getFileName().toString());
    return names.filter(n -> !n.startsWith(".") && Files.exists(folder.resolve(n))).toList();
  }

  @SuppressWarnings("StreamResourceLeak") // it is closed as the value of what may have none
  private static List<Path> list(Path folder) {
    try (var paths = attempt(MISSING, () -> Files.list(folder)).orElse(Stream.of())) {
      return paths.toList();
    }
  }
}
