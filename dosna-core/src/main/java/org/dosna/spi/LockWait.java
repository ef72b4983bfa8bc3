package org.dosna.spi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wait for a lock: for whom, and how long at most. Used by one thread, for one lock. */
public final class LockWait {
  private static final Logger LOG = LoggerFactory.getLogger(LockWait.class);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SHORTEST_WAIT_NANOS = 20_000;
  private static final long LONGEST_WAIT_NANOS = 1_000_000;
  private static final long LOOK_AROUND_NANOS = 100_000_000;

  private final Path file;
  private final long position;
  private final int mostSeconds;
  private final long begin = System.nanoTime();
  private boolean said;

  /**
   * A wait that begins now.
   *
   * @param file what is locked, of which each byte is a lock of its own
   * @param position the byte
   * @param mostSeconds how long to wait at most
   */
  public LockWait(Path file, long position, int mostSeconds) {
    Arguments.require("file", file);
    this.file = file;
    this.position = position;
    this.mostSeconds = mostSeconds;
  }

  /**
   * To be called from time to time: says in the log if it takes long.
   *
   * @throws DosnaException if it has taken too long, or the thread was interrupted
   */
  public void goOn() {
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

  /**
   * Waits for a lock of this process.
   *
   * @param inProcess the lock, held afterwards
   * @throws DosnaException if it has taken too long, or the thread was interrupted
   */
  public void acquire(Lock inProcess) {
    Arguments.require("inProcess", inProcess);
    try {
      boolean locked = inProcess.tryLock(); // also if interrupted: that is told where it matters
      while (!locked) {
        goOn();
        locked = inProcess.tryLock(LOOK_AROUND_NANOS, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      goOn();
    }
  }

  /**
   * Waits for the lock of other processes. Tries again and again instead of waiting in the kernel:
   * interrupting a thread that waits there closes the channel, and with it every lock of this
   * process would be lost.
   *
   * @param channel the file, open for writing
   * @return the lock
   * @throws IOException if the file system fails
   * @throws DosnaException if it has taken too long, or the thread was interrupted
   */
  public FileLock acquire(FileChannel channel) throws IOException {
    Arguments.require("channel", channel);
    long pause = SHORTEST_WAIT_NANOS;
    while (true) {
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(this, pause);
      goOn();
      pause = Math.min(2 * pause, LONGEST_WAIT_NANOS);
    }
  }

  private Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(position, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // held by this process, which has the file under two paths
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
