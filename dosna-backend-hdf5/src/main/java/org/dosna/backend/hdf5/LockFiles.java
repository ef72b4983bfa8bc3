package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.dosna.backend.hdf5.format.RegularFile;
import org.dosna.spi.FilePaths;
import org.dosna.spi.NamedLocks;

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
    /** That of a file, if there is one. */
    static Optional<Identity> find(Path file) throws IOException {
      return RegularFile.find(file)
          .map(found -> new Identity(key(file, found), found.lastModifiedTime()));
    }

    static Optional<Identity> ifAny(Path file) {
      try {
        return find(file);
      } catch (IOException e) {
        throw FilePaths.failed("read", file, e);
      }
    }

    /** The key of whatever has a name. */
    static Optional<Object> keyIfAny(Path path) {
      try {
        return Optional.of(
            key(
                path,
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw FilePaths.failed("read", path, e);
      }
    }

    /** Windows has no such key. */
    private static Object key(Path file, BasicFileAttributes attributes) {
      return Objects.requireNonNullElse(attributes.fileKey(), file);
    }
  }

  /** An open lock file. */
  static final class LockFile {
    private final Object key;
    private final FileChannel channel;

    /**
     * What was opened of the same file under another name just then: closing it costs the locks.
     */
    private final List<FileChannel> doubles = new ArrayList<>();

    private int users;

    private LockFile(Object key, FileChannel channel) {
      this.key = key;
      this.channel = channel;
    }

    private void close() throws IOException {
      channel.close();
      for (FileChannel other : doubles) {
        other.close();
      }
    }

    /** The {@link Identity#key} that no other file can have while this one is open. */
    Object key() {
      return key;
    }

    FileChannel channel() {
      return channel;
    }
  }

  /** Opens something. */
  interface Opening<T> {
    T open() throws IOException;
  }

  private static final int IDLE_KEPT = 32;

  /** By their keys, least recently used first. */
  private static final Map<Object, LockFile> OPEN = new LinkedHashMap<>(16, 0.75f, true);

  /** Opening may take its time, which is nothing to who opens other ones. */
  private static final NamedLocks<Path> OPENING = new NamedLocks<>();

  private LockFiles() {}

  /**
   * Opens the lock file that has a name now, making it if there is none; to be given back.
   *
   * @param expected if a file known by that is open, it is taken, whoever has the name now
   * @throws NoSuchFileException if its folder is missing
   */
  static LockFile take(Path path, Optional<Identity> expected) throws IOException {
    Optional<LockFile> found = expected.flatMap(identity -> use(identity.key()));
    if (found.isPresent()) {
      return found.get();
    }
    Lock opening = OPENING.take(path);
    opening.lock();
    try {
      while (found.isEmpty()) {
        Object key = makeIfMissing(path).key();
        found = use(key);
        if (found.isEmpty()) {
          found = open(path, key);
        }
      }
      return found.get();
    } finally {
      opening.unlock();
      OPENING.give(path);
    }
  }

  private static synchronized Optional<LockFile> use(Object key) {
    Optional<LockFile> found = Optional.ofNullable(OPEN.get(key));
    found.ifPresent(file -> file.users++);
    return found;
  }

  /** A dataset made by the Python code has no lock file before our first write. */
  private static Identity makeIfMissing(Path path) throws IOException {
    Optional<Identity> found = Identity.find(path);
    while (found.isEmpty()) {
      try {
        makingRoom(() -> Files.createFile(path));
      } catch (FileAlreadyExistsException e) {
        // Another process has just made it.
      }
      found = Identity.find(path);
    }
    return found.get();
  }

  /** Opens a file; empty if its name went to another one meanwhile. */
  private static Optional<LockFile> open(Path path, Object key) throws IOException {
    FileChannel channel = makingRoom(() -> FileChannel.open(path, StandardOpenOption.WRITE));
    Optional<Object> now = Optional.empty();
    try {
      now = Identity.find(path).map(Identity::key);
    } finally {
      if (!now.equals(Optional.of(key))) {
        setAside(channel, key, now);
      }
    }
    return now.equals(Optional.of(key)) ? Optional.of(add(key, channel)) : Optional.empty();
  }

  private static synchronized LockFile add(Object key, FileChannel channel) {
    LockFile file = OPEN.computeIfAbsent(key, k -> new LockFile(key, channel));
    if (!file.channel.equals(channel)) {
      file.doubles.add(channel);
    }
    file.users++;
    return file;
  }

  /** Closes what is of no use, unless it may be of a file that is open. */
  private static synchronized void setAside(FileChannel channel, Object key, Optional<Object> now)
      throws IOException {
    Optional<LockFile> open =
        Optional.ofNullable(OPEN.get(key)).or(() -> now.map(other -> OPEN.get(other)));
    if (open.isPresent()) {
      open.get().doubles.add(channel);
    } else {
      channel.close();
    }
  }

  static synchronized void give(LockFile file) throws IOException {
    file.users--;
    if (OPEN.size() > IDLE_KEPT) {
      closeIdle(IDLE_KEPT);
    }
  }

  /**
   * Opens something. If that fails, perhaps because this process has too many files open, those
   * that nobody uses are closed, and it is tried once more.
   */
  static <T> T makingRoom(Opening<T> opening) throws IOException {
    try {
      return opening.open();
    } catch (FileSystemException e) {
      // What is the matter Java says in the language of the user only, but not if it knows a class.
      if (e.getClass() != FileSystemException.class || !closeIdle(0)) {
        throw e;
      }
      return opening.open();
    }
  }

  /** Closes those that nobody uses, so that the file system they are on can be unmounted. */
  static void closeIdle() {
    try {
      closeIdle(0);
    } catch (IOException e) {
      throw FilePaths.failed("close", Path.of(Folders.LOCK), e);
    }
  }

  /** Whether any was closed. */
  private static synchronized boolean closeIdle(int kept) throws IOException {
    int before = OPEN.size();
    Iterator<LockFile> eldest = OPEN.values().iterator();
    while (OPEN.size() > kept && eldest.hasNext()) {
      LockFile candidate = eldest.next();
      if (candidate.users == 0) {
        eldest.remove();
        candidate.close();
      }
    }
    return OPEN.size() < before;
  }
}
