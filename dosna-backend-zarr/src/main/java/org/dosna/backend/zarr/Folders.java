package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/** Folders of the file system, and errors that say what failed. */
final class Folders {
  private static final int MAX_ATTEMPTS = 10;

  private Folders() {}

  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unusable(name, e);
    }
  }

  static Path resolve(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      throw unusable(name, e);
    }
  }

  private static DosnaException unusable(String name, InvalidPathException e) {
    return new DosnaException(
        "'"
            + name
            + "' cannot be a file name here: "
            + e.getReason()
            + ". Names beyond ASCII need a UTF-8 locale, such as LANG=C.UTF-8",
        e);
  }

  static DosnaException failed(String verb, Path path, IOException e) {
    String message = "Cannot " + verb + " " + path + ": " + reason(e);
    return e instanceof NoSuchFileException
        ? new NotFoundException(message, e)
        : new DosnaException(message, e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    String reason = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }

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
      throw failed("list", folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failed("list", folder, e);
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
          throw failed("delete", path, e);
        }
      } catch (IOException e) {
        throw failed("delete", path, e);
      }
    }
  }
}
