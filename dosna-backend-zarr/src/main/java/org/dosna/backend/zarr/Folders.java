package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dosna.spi.FilePaths;

/** Folders of the file system, and errors that say what failed. */
final class Folders {
  private static final int MAX_ATTEMPTS = 10;

  private Folders() {}

  /** The folder of a file or folder of ours, which is never a root. */
  static Path of(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** What a folder holds; nothing if it is gone, or no folder. */
  static List<Path> list(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw FilePaths.failed("list", folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FilePaths.failed("list", folder, e);
    }
  }

  /** Deletes a file, a link or a folder with all that is in it, whatever others put there still. */
  static void deleteTree(Path path) {
    for (int attempt = 1; ; attempt++) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        list(path).forEach(Folders::deleteTree);
      }
      try {
        Files.deleteIfExists(path);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw FilePaths.failed("delete", path, e);
        }
      } catch (IOException e) {
        throw FilePaths.failed("delete", path, e);
      }
    }
  }
}
