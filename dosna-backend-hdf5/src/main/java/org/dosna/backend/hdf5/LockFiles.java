package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lock files that this process has open: each once, because closing any channel of a file gives
 * up all locks that the process has on it (POSIX fcntl). Some that nobody uses stay open, as
 * opening costs more than locking.
 */
final class LockFiles {
  /**
   * What tells a file from another that took its name. The inode's number alone may be used again;
   * nobody writes to a lock file, so its time is that of its making.
   */
  record Identity(Object fileKey, FileTime made) {
    static Identity of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Identity(attributes.fileKey(), attributes.lastModifiedTime());
    }

    static Optional<Identity> ifAny(Path file) throws IOException {
      try {
        return Optional.of(of(file));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /** An open lock file. */
  static final class LockFile {
    private final Path path;
    private final FileChannel channel;
    private final Identity identity;
    private int users;

    private LockFile(Path path, FileChannel channel, Identity identity) {
      this.path = path;
      this.channel = channel;
      this.identity = identity;
    }

    Path path() {
      return path;
    }

    FileChannel channel() {
      return channel;
    }

    Identity identity() {
      return identity;
    }
  }

  private static final int IDLE_KEPT = 64;

  /** Least recently used first. */
  private static final Map<Path, LockFile> OPEN = new LinkedHashMap<>(16, 0.75f, true);

  private LockFiles() {}

  /** Opens a lock file, making it if it is missing; to be given back. */
  static synchronized LockFile take(Path path) throws IOException {
    LockFile file = OPEN.get(path);
    if (file == null) {
      file = open(path);
      OPEN.put(path, file);
    }
    file.users++;
    return file;
  }

  private static LockFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      // If the name goes to another file just now, the check after locking fails and tries again.
      return new LockFile(path, channel, Identity.of(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Forgets a file whose name another one has taken. */
  static synchronized void forget(LockFile file) {
    OPEN.remove(file.path, file);
  }

  static synchronized void give(LockFile file) throws IOException {
    file.users--;
    if (file.users == 0 && OPEN.get(file.path) != file) {
      file.channel.close();
    }
    Iterator<LockFile> eldest = OPEN.values().iterator();
    while (OPEN.size() > IDLE_KEPT && eldest.hasNext()) {
      LockFile candidate = eldest.next();
      if (candidate.users == 0) {
        eldest.remove();
        candidate.channel.close();
      }
    }
  }
}
