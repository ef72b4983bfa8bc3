package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.dosna.spi.FilePaths;
import org.dosna.spi.LockWait;
import org.dosna.spi.NamedLocks;

/**
 * Locks by name that keep writers apart, in this process and in others: a lock of the JVM in front,
 * and behind it a byte of a file, which is locked through fcntl; its position is a hash of the
 * name.
 *
 * <p>A process has that file open once, because closing any channel of a file gives up all locks
 * that the process has on it. Who is done deletes it if nobody holds a lock; so who gets one looks
 * whether the file is still the one that others see.
 */
final class FileLocks {
  /** What is locked in this process. */
  private record Place(Path file, long position) {}

  /** An open lock file. */
  private static final class Open {
    private final FileChannel channel;
    private final Object key;
    private int users;

    private Open(FileChannel channel, Object key) {
      this.channel = channel;
      this.key = key;
    }
  }

  private static final NamedLocks<Place> IN_PROCESS = new NamedLocks<>();
  private static final Map<Path, Open> OPEN = new HashMap<>();

  private final Path file;
  private final int mostSeconds;

  /**
   * Locks in a file, which is made when the first is taken.
   *
   * @param file by its real path
   * @param mostSeconds how long to wait for a lock
   */
  FileLocks(Path file, int mostSeconds) {
    this.file = file;
    this.mostSeconds = mostSeconds;
  }

  <T> T with(String name, Supplier<T> action) {
    long hash = 0;
    for (int i = 0; i < name.length(); i++) {
      // The multiplier of Knuth's linear congruential generator MMIX spreads neighbours well.
      hash = (hash + name.charAt(i) + 1) * 6364136223846793005L;
    }
    Place place = new Place(file, hash >>> 2);
    ReentrantLock inProcess = IN_PROCESS.take(place);
    try {
      LockWait wait = new LockWait(file, place.position(), mostSeconds);
      wait.acquire(inProcess);
      try {
        return inProcess.getHoldCount() > 1 ? action.get() : withFile(wait, action);
      } finally {
        inProcess.unlock();
      }
    } finally {
      IN_PROCESS.give(place);
    }
  }

  private <T> T withFile(LockWait wait, Supplier<T> action) {
    try {
      while (true) {
        Open open = take();
        try {
          FileLock held = wait.acquire(open.channel);
          try {
            if (isCurrent(open)) {
              return action.get();
            }
            forget(open);
          } finally {
            held.release();
          }
        } finally {
          give(open);
        }
      }
    } catch (IOException e) {
      throw FilePaths.failed("lock", file, e);
    }
  }

  private boolean isCurrent(Open open) throws IOException {
    return key().filter(open.key::equals).isPresent();
  }

  /** What tells the file that has the name now from others that exist or are open. */
  private Optional<Object> key() throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(Objects.requireNonNullElse(found.fileKey(), file)); // Windows has none
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Open take() throws IOException {
    synchronized (OPEN) {
      Open open = OPEN.get(file);
      if (open == null) {
        open = open();
        OPEN.put(file, open);
      }
      open.users++;
      return open;
    }
  }

  /** One that is not current any more is closed by its last user. */
  private void forget(Open open) {
    synchronized (OPEN) {
      OPEN.remove(file, open);
    }
  }

  private Open open() throws IOException {
    while (true) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // as mostly
      }
      Optional<Object> before = key();
      try {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (before.isPresent() && before.equals(key())) {
          return new Open(channel, before.get());
        }
        channel.close();
      } catch (NoSuchFileException e) {
        // deleted just now
      }
    }
  }

  private void give(Open open) throws IOException {
    synchronized (OPEN) {
      open.users--;
      if (open.users == 0 && !open.equals(OPEN.get(file))) {
        open.channel.close();
      }
    }
  }

  /** Closes the file if nobody in this process uses it, and deletes it if nobody else does. */
  void rest() {
    synchronized (OPEN) {
      Open open = OPEN.get(file);
      if (open != null && open.users == 0) {
        OPEN.remove(file);
        try (FileChannel channel = open.channel) {
          Optional<FileLock> all = Optional.ofNullable(channel.tryLock());
          if (all.isPresent() && isCurrent(open) && !open.key.equals(file)) {
            Files.delete(file);
          }
        } catch (IOException | OverlappingFileLockException e) {
          // It stays: the next who is done tries it again.
        }
      }
    }
  }
}
