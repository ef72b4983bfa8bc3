package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.backend.hdf5.LockFiles.Identity;

/**
 * Gives temporary names, and shows other processes that who made them lives: a file in the
 * cluster's folder, locked meanwhile, with the folders that have such names, one a line. If it is
 * not locked any more, what is there is {@linkplain LeftOvers left over}. Thread safe.
 *
 * <p>Where the file cannot be written nothing is shown, and nobody clears what is left over.
 */
final class LifeSign {
  /** Those of this process: to look at their locks would be to lose them. */
  private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

  private final AtomicLong count = new AtomicLong();
  private final Set<Path> announced = ConcurrentHashMap.newKeySet();
  private volatile Optional<Path> cluster = Optional.empty();

  /** Random, so that nobody else comes to the same names. */
  private volatile String id = newId();

  private Optional<RandomAccessFile> file = Optional.empty();

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  static boolean isOwn(String id) {
    return OWN.contains(id);
  }

  /** Shows it in a cluster from the first temporary name on. */
  synchronized void begin(Path folder) {
    cluster = Optional.of(folder);
  }

  /** Where it is shown. */
  Optional<Path> cluster() {
    return cluster;
  }

  /** A new name for something that is being made or deleted. */
  Path temporary(Path folder) {
    if (cluster.isPresent() && announced.add(folder)) {
      announce(cluster.get(), folder);
    }
    return Folders.temporary(folder, id, count.incrementAndGet());
  }

  private synchronized void announce(Path root, Path folder) {
    try {
      if (file.isEmpty()) {
        OWN.add(id);
        file = Optional.of(locked(root.resolve(Folders.lifeSign(id))));
      }
      String line =
          folder.startsWith(root) ? root.relativize(folder).toString() : folder.toString();
      // Not through a channel, which an interrupt would close, and the lock would be lost.
      file.get().write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      // As said above: the names are good all the same.
    }
  }

  /** A new file with a lock on it; one that another process takes for left over is made anew. */
  private static RandomAccessFile locked(Path path) throws IOException {
    while (true) {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      Optional<Identity> made = Identity.find(path);
      Optional<FileLock> lock = Optional.ofNullable(file.getChannel().tryLock(0, 1, false));
      if (lock.isPresent() && made.isPresent() && made.equals(Identity.find(path))) {
        return file;
      }
      file.close();
    }
  }

  /** Takes it away; what is made later shows it again. */
  synchronized void end() {
    if (file.isPresent()) {
      try {
        Files.deleteIfExists(cluster.orElseThrow().resolve(Folders.lifeSign(id)));
        file.get().close();
      } catch (IOException e) {
        // It ends with this process: others clear it then.
      }
      OWN.remove(id);
    }
    file = Optional.empty();
    id = newId();
    announced.clear();
  }
}
