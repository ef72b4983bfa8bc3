package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.LockFiles.Identity;
import org.dosna.backend.hdf5.LockFiles.LockFile;
import org.dosna.spi.FilePaths;
import org.dosna.spi.LockWait;
import org.dosna.spi.NamedLocks;

/**
 * Locks that keep writers of one chunk apart, in this process and in others: a lock of the JVM in
 * front, and behind it a byte of the dataset's lock file, which is locked through fcntl.
 *
 * <p>One byte stands for one chunk, at a position that is a hash of the chunk's index. Readers take
 * no locks: they see the old file or the new one.
 */
final class DatasetLocks {
  /** A lock that is held. */
  private final class Held {
    private final LockFile lockFile;
    private final FileLock inFile;

    private Held(LockFile lockFile, FileLock inFile) {
      this.lockFile = lockFile;
      this.inFile = inFile;
    }

    void release() {
      try {
        try {
          inFile.release();
        } finally {
          LockFiles.give(lockFile);
        }
      } catch (IOException e) {
        throw FilePaths.failed("unlock", file, e);
      }
    }
  }

  private static final long METADATA = Long.MAX_VALUE - 1;
  private static final long RESIZE = Long.MAX_VALUE - 2;

  /** What is locked in this process: a position in a lock file. */
  private record Place(Path file, long position) {}

  private static final NamedLocks<Place> IN_PROCESS = new NamedLocks<>();

  private final Path folder;
  private final Path file;
  private final int mostSeconds;

  /** Which lock file this dataset has: another one under its name is another dataset's. */
  private volatile Optional<Identity> identity;

  private DatasetLocks(Path folder, Optional<Identity> identity, int mostSeconds) {
    this.folder = folder;
    this.mostSeconds = mostSeconds;
    this.file = folder.resolve(Folders.LOCK);
    this.identity = identity;
  }

  /** The locks of a dataset that exists. */
  static DatasetLocks of(Path folder, FileStore store) {
    return ofMoved(folder, folder, store);
  }

  /** The locks of a dataset that is in one folder now and will be in another. */
  static DatasetLocks ofMoved(Path now, Path folder, FileStore store) {
    Optional<Identity> identity = Identity.ifAny(now.resolve(Folders.LOCK));
    return new DatasetLocks(folder, identity, store.lockTimeout());
  }

  /** The dataset's folder. */
  Path folder() {
    return folder;
  }

  /** Whether a lock file tells this dataset from others; one of Python's has none at first. */
  boolean canTellDataset() {
    return identity.isPresent();
  }

  /** Does something while no other writer touches the dataset's description. */
  <T> T withMetadata(Supplier<T> action) {
    return with(METADATA, action);
  }

  /** Does something while nobody else changes the shape. */
  void withShape(Runnable action) {
    with(
        RESIZE,
        () -> {
          action.run();
          return action;
        });
  }

  /** Does something while no other writer touches a chunk. */
  <T> T withChunk(long[] index, Supplier<T> action) {
    long hash = 0;
    for (long i : index) {
      // The multiplier of Knuth's linear congruential generator MMIX spreads neighbours well.
      hash = (hash + i + 1) * 6364136223846793005L;
    }
    return with(hash >>> 2, action);
  }

  private <T> T with(long position, Supplier<T> action) {
    Place place = new Place(file, position);
    Lock inProcess = IN_PROCESS.take(place);
    try {
      LockWait wait = new LockWait(file, position, mostSeconds);
      wait.acquire(inProcess);
      try {
        return withFile(wait, action);
      } finally {
        inProcess.unlock();
      }
    } finally {
      IN_PROCESS.give(place);
    }
  }

  private <T> T withFile(LockWait wait, Supplier<T> action) {
    Held held;
    try {
      held = lockInFile(wait);
    } catch (IOException e) {
      throw FilePaths.failed("lock", file, e);
    }
    try {
      return action.get();
    } finally {
      held.release();
    }
  }

  private Held lockInFile(LockWait wait) throws IOException {
    Optional<Identity> expected = identity;
    while (true) {
      LockFile lockFile = take(expected);
      expected = Optional.empty();
      boolean held = false;
      try {
        FileLock inFile = wait.acquire(lockFile.channel());
        try {
          held = isCurrent(lockFile);
        } finally {
          if (!held) {
            inFile.release();
          }
        }
        if (held) {
          return new Held(lockFile, inFile);
        }
      } finally {
        if (!held) {
          LockFiles.give(lockFile);
        }
      }
    }
  }

  private LockFile take(Optional<Identity> expected) throws IOException {
    try {
      return LockFiles.take(file, expected);
    } catch (NoSuchFileException e) {
      NotFoundException gone = deleted("was deleted or renamed");
      gone.initCause(e);
      throw gone;
    }
  }

  /** Whether the file that was locked is still the one that others see. */
  private boolean isCurrent(LockFile lockFile) {
    Optional<Identity> now = Identity.ifAny(file);
    boolean current = now.isPresent() && now.get().key().equals(lockFile.key());
    if (current) {
      if (identity.isEmpty()) {
        identity = now;
      }
      requireSame(now);
    }
    return current;
  }

  /**
   * To be asked again by who holds a lock: a dataset may be deleted all the same, and another one
   * made in its place.
   *
   * @throws NotFoundException if so
   */
  void requireCurrent() {
    requireSame(Identity.ifAny(file));
  }

  private void requireSame(Optional<Identity> now) {
    if (now.isEmpty()) {
      throw deleted("was deleted or renamed");
    }
    if (!now.equals(identity)) {
      throw madeAnew();
    }
  }

  /** What is thrown if another dataset has the name now. */
  NotFoundException madeAnew() {
    return deleted("was deleted and made anew; open it again");
  }

  private NotFoundException deleted(String what) {
    return new NotFoundException("The dataset in " + folder + " " + what);
  }
}
