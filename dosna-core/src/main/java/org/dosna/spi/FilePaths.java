package org.dosna.spi;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/** Names of files, and what goes wrong with files in words: for backends that keep files. */
public final class FilePaths {
  private FilePaths() {}

  /**
   * The path that a name stands for.
   *
   * @param name the name
   * @return the path
   * @throws DosnaException if no file can have that name here
   */
  public static Path of(String name) {
    Arguments.require("name", name);
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unusable(name, e);
    }
  }

  /**
   * The path that a name stands for in a folder.
   *
   * @param folder the folder
   * @param name the name
   * @return the path
   * @throws DosnaException if no file can have that name here
   */
  public static Path in(Path folder, String name) {
    Arguments.require("folder", folder);
    Arguments.require("name", name);
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

  /**
   * The exception to be thrown.
   *
   * @param verb what could not be done
   * @param path with which file or folder
   * @param e why
   * @return says all of it; a {@link NotFoundException} if there is no such file
   */
  public static DosnaException failed(String verb, Path path, IOException e) {
    Arguments.require("verb", verb);
    Arguments.require("path", path);
    Arguments.require("e", e);
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
    if (e instanceof ClosedChannelException) { // as Java does with channels that are in use then
      return "the thread was interrupted";
    }
    String reason = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
