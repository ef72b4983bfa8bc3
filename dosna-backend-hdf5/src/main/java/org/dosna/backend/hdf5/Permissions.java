package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with a file, and whose it is: what stays when a file is replaced by another one.
 *
 * @param mode the mode's bits
 * @param owner the owner's number
 * @param group the group's number
 */
record Permissions(int mode, int owner, int group) {
  private static final String ALL = "unix:mode,uid,gid";
  private static final int MODE_BITS = 0777;

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** What a new file in a folder has by itself if it is made with that mode. */
  private record ByItself(Path folder, Permissions permissions) {}

  /** As seen last, so that mostly nobody has to look. */
  private static volatile Optional<ByItself> seen = Optional.empty();

  /**
   * Opens a new file that is to replace another one.
   *
   * @param file the new file
   * @param replaced the other one; it need not exist
   */
  static FileChannel create(Path file, Path replaced) throws IOException {
    Optional<Permissions> wanted = of(replaced);
    if (wanted.isEmpty()) {
      return LockFiles.makingRoom(() -> FileChannel.open(file, NEW));
    }
    Permissions kept = wanted.get();
    FileChannel channel = LockFiles.makingRoom(() -> FileChannel.open(file, NEW, kept.attribute()));
    try {
      kept.giveTo(file);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Those of a file or of what a link leads to; nothing if there is none, or this system has none.
   */
  private static Optional<Permissions> of(Path file) throws IOException {
    // Asked first, because a file that is missing costs an exception.
    if (!file.toFile().exists()
        || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> found = Files.readAttributes(file, ALL);
      return Optional.of(
          new Permissions(
              number(found, "mode") & MODE_BITS, number(found, "uid"), number(found, "gid")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Integer number ? number : 0;
  }

  /** Gives them to a file that was made with this mode: the process's mask may have cut it. */
  private void giveTo(Path file) throws IOException {
    Optional<ByItself> here = Optional.of(new ByItself(FileStore.folderOf(file), this));
    if (seen.equals(here)) {
      return;
    }
    Permissions given = of(file).orElse(this);
    if (given.equals(this)) {
      seen = here;
      return;
    }
    if (given.owner != owner) {
      tryToSet(file, "unix:uid", owner);
    }
    if (given.group != group) {
      tryToSet(file, "unix:gid", group);
    }
    Files.setPosixFilePermissions(file, set());
  }

  private static void tryToSet(Path file, String attribute, int value) {
    try {
      Files.setAttribute(file, attribute, value);
    } catch (IOException e) {
      // Only root may give a file away, and others may give it to their groups only.
    }
  }

  private FileAttribute<Set<PosixFilePermission>> attribute() {
    return PosixFilePermissions.asFileAttribute(set());
  }

  private Set<PosixFilePermission> set() {
    StringBuilder letters = new StringBuilder();
    for (int bit = (MODE_BITS + 1) / 2; bit > 0; bit >>= 1) {
      letters.append((mode & bit) != 0 ? "rwx".charAt(letters.length() % 3) : '-');
    }
    return PosixFilePermissions.fromString(letters.toString());
  }
}
