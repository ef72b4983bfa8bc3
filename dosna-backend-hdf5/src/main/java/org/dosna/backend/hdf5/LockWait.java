package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wait for a lock: for whom, and how long at most. Used by one thread, for one lock. */
final class LockWait {
  private static final Logger LOG = LoggerFactory.getLogger(LockWait.class);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Path file;
  private final long position;
  private final int mostSeconds;
  private final long begin = System.nanoTime();
  private boolean said;

  LockWait(Path file, long position, int mostSeconds) {
    this.file = file;
    this.position = position;
    this.mostSeconds = mostSeconds;
  }

  /**
   * To be called from time to time: says in the log if it takes long.
   *
   * @throws DosnaException if it has taken too long, or the thread was interrupted
   */
  void goOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new DosnaException("Interrupted while waiting for a lock on " + file);
    }
    long nanos = System.nanoTime() - begin;
    if (nanos >= TimeUnit.SECONDS.toNanos(mostSeconds)) {
      throw new DosnaException(
          "Nothing was done, as for "
              + mostSeconds
              + " s (option 'lock_timeout') "
              + holder()
              + " has held a lock on "
              + file
              + "; try again, and see what it does if it still holds it");
    }
    if (!said && nanos > SILENT_NANOS) {
      said = true;
      LOG.warn("Waiting for a lock on {} that {} holds", file, holder());
    }
  }

  /** Who holds the lock, as far as the system tells. */
  private String holder() {
    return pid()
        .map(pid -> pid == ProcessHandle.current().pid() ? "this process" : "process " + pid)
        .orElse("another process");
  }

  /**
   * Linux lists the locks of this machine: number, kind, POSIX, WRITE, pid, device:inode, range.
   */
  private Optional<Long> pid() {
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      String inode = ":" + Files.getAttribute(file, "unix:ino");
      return locks
          .map(line -> line.trim().split("\\s+"))
          .filter(lock -> lock.length == 8 && lock[5].endsWith(inode) && covers(lock[6], lock[7]))
          .map(lock -> Long.parseLong(lock[4]))
          .filter(pid -> pid > 0) // those of other containers have none
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // another system
    }
  }

  private boolean covers(String first, String last) {
    return Long.parseLong(first) <= position
        && (last.equals("EOF") || position <= Long.parseLong(last));
  }
}
