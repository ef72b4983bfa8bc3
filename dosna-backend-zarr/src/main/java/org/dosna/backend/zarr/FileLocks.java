package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.dosna.spi.LockWait;
import org.dosna.spi.NamedLocks;

/**
 * Locks by name that keep writers apart, in this process and in others: a lock of the JVM in front,
 * and behind it a byte of a file, which is locked through fcntl; its position is a hash of the
 * name.
 *
 * <p>A process has that file open once, because closing any channel of a file gives up all locks
 * that the process has on it.
 */
final class FileLocks {
  /** What is locked in this process. */
  private record Place(Path file, long position) {}

  /** An open lock file. */
  private static final class Open {
    private final FileChannel channel;
    private int users;

    private Open(FileChannel channel) {
      this.channel = channel;
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
      Open open = take(file);
      try {
        FileLock held = wait.acquire(open.channel);
        try {
          return action.get();
        } finally {
          held.release();
        }
      } finally {
        give(open);
      }
    } catch (IOException e) {
      throw Folders.failed("lock", file, e);
    }
  }

  private static Open take(Path file) throws IOException {
    synchronized (OPEN) {
      Open open = OPEN.get(file);
      if (open == null) {
        open =
            new Open(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        OPEN.put(file, open);
      }
      open.users++;
      return open;
    }
  }

  private static void give(Open open) {
    synchronized (OPEN) {
      open.users--;
    }
  }

  /** Closes the file if nobody uses it, so that the file system that it is on can be unmounted. */
  void rest() {
    synchronized (OPEN) {
      Open open = OPEN.get(file);
      if (open != null && open.users == 0) {
        OPEN.remove(file);
        try {
          open.channel.close();
        } catch (IOException e) {
          throw Folders.failed("close", file, e);
        }
      }
    }
  }
}
