package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
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
 * The lock files that this process has open: each once, whatever paths lead to it, because closing
 * any channel of a file gives up all locks that the process has on it (POSIX fcntl). Some that
 * nobody uses stay open, as opening costs more than locking.
 */
final class LockFiles {
  /**
   * What tells a file or folder from another that took its name.
   *
   * @param key the inode; unique among files that exist or are open, but used again later
   * @param modified for a lock file the time of its making: nobody writes to it
   */
  record Identity(Object key, FileTime modified) {
    static Identity of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      // Windows has no such key.
      return new Identity(key == null ? file : key, attributes.lastModifiedTime());
    }

    static Optional<Identity> ifAny(Path file) {
      try {
        return Optional.of(of(file));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw FileStore.failed("read", file, e);
      }
    }
  }

  /** An open lock file. */
  static final class LockFile {
    private final Object key;
    private final FileChannel channel;
    private int users;

    private LockFile(Object key, FileChannel channel) {
      this.key = key;
      this.channel = channel;
    }

    /** The {@link Identity#key} that no other file can have while this one is open. */
    Object key() {
      return key;
    }

    FileChannel channel() {
      return channel;
    }
  }

  private static final int IDLE_KEPT = 64;

  /** By their keys, least recently used first. */
  private static final Map<Object, LockFile> OPEN = new LinkedHashMap<>(16, 0.75f, true);

  private LockFiles() {}

  /**
   * Opens the lock file that has a name now, making it if there is none; to be given back.
   *
   * @param expected if a file known by that is open, it is taken, whoever has the name now
   * @throws NoSuchFileException if its folder is missing
   */
  static synchronized LockFile take(Path path, Optional<Identity> expected) throws IOException {
    Optional<LockFile> found = expected.map(Identity::key).map(OPEN::get);
    while (found.isEmpty()) {
      Object key = makeIfMissing(path).key();
      found = Optional.ofNullable(OPEN.get(key));
      if (found.isEmpty()) {
        found = open(path, key);
      }
    }
    found.get().users++;
    return found.get();
  }

  /** A dataset made by the Python code has no lock file before our first write. */
  private static Identity makeIfMissing(Path path) throws IOException {
    try {
      return Identity.of(path);
    } catch (NoSuchFileException missing) {
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        // Another process has just made it.
      }
      return Identity.of(path);
    }
  }

  /** Opens a file; empty if its name went to another one meanwhile. */
  private static Optional<LockFile> open(Path path, Object key) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    boolean same = false;
    try {
      same = Identity.of(path).key().equals(key);
    } finally {
      if (!same) {
        channel.close();
      }
    }
    if (!same) {
      return Optional.empty();
    }
    LockFile file = new LockFile(key, channel);
    OPEN.put(key, file);
    return Optional.of(file);
  }

  static synchronized void give(LockFile file) throws IOException {
    file.users--;
    if (OPEN.size() > IDLE_KEPT) {
      closeIdle(IDLE_KEPT);
    }
  }

  /** Closes those that nobody uses, so that the file system they are on can be unmounted. */
  static void closeIdle() {
    try {
      closeIdle(0);
    } catch (IOException e) {
      throw FileStore.failed("close", Path.of(Folders.LOCK), e);
    }
  }

  private static synchronized void closeIdle(int kept) throws IOException {
    Iterator<LockFile> eldest = OPEN.values().iterator();
    while (OPEN.size() > kept && eldest.hasNext()) {
      LockFile candidate = eldest.next();
      if (candidate.users == 0) {
        eldest.remove();
        candidate.channel.close();
      }
    }
  }
}
