package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.function.Executable;

/** What several tests do with stores. */
final class Stores {
  private Stores() {}

  /** A connected cluster. */
  static Cluster connect(Path folder, Object... options) {
    return Dosna.with("hdf5", "cpu").cluster(folder.toString(), Options.of(options)).connect();
  }

  /** A new pool of a cluster. */
  static Pool createPool(Path folder) {
    return connect(folder).createPool("pool");
  }

  /** The same pool as somebody else sees it. */
  static Pool openPool(Path folder) {
    return connect(folder).getPool("pool");
  }

  /** Every file and folder below a folder, with the size of files and when each was changed. */
  static List<String> tree(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().map(path -> path + " " + state(path)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(Path path) {
    try {
      return Files.size(path) + " " + Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files and folders below a folder that were being written or deleted. */
  static List<Path> leftOvers(Path folder) {
    Predicate<Path> leftOver = path -> path.getFileName().toString().startsWith(".dosna-");
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(leftOver).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder with all that is in it. */
  static Path copy(Path folder, Path target) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.copy(path, target.resolve(folder.relativize(path).toString()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that something is refused with a message that has all parts. */
  static DosnaException assertRefused(Executable action, Object... parts) {
    DosnaException refusal = assertThrows(DosnaException.class, action);
    for (Object part : parts) {
      assertTrue(
          refusal.getMessage().contains(part.toString()),
          () -> "'" + part + "' is missing in the message: " + refusal.getMessage());
    }
    return refusal;
  }
}
