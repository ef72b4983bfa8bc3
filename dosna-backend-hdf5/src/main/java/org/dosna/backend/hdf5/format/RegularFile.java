package org.dosna.backend.hdf5.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Looks at what has a name before it is opened: opening a pipe would wait for ever, and a link that
 * leads nowhere, as on a disk that is not mounted, is something else than no file.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Looks for a file.
   *
   * @param file its name
   * @return what is known of it; nothing if nothing has the name
   * @throws IOException if anything else than a file has it, or what has it cannot be told
   */
  public static Optional<BasicFileAttributes> find(Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(required(file, found.isSymbolicLink() ? linked(file) : found));
  }

  private static BasicFileAttributes linked(Path link) throws IOException {
    try {
      return Files.readAttributes(link, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw odd(link, "it is a symbolic link that leads nowhere; is its disk mounted?");
    }
  }

  private static BasicFileAttributes required(Path file, BasicFileAttributes found)
      throws IOException {
    if (!found.isRegularFile()) {
      String kind = found.isDirectory() ? "a folder" : "a pipe, a socket or a device";
      throw odd(file, "it is " + kind + ", expected is a file");
    }
    return found;
  }

  private static IOException odd(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }

  /**
   * Opens a file for reading.
   *
   * @param file its name
   * @return the open file
   * @throws NoSuchFileException if nothing has the name
   * @throws IOException as {@link #find}, or if it cannot be opened
   */
  public static FileChannel open(Path file) throws IOException {
    if (find(file).isEmpty()) {
      throw new NoSuchFileException(file.toString());
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }
}
