package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.dosna.backend.hdf5.format.RegularFile;

/**
 * What processes left in a cluster that were killed while they wrote or deleted: files and folders
 * under temporary names. Of whom they are the names tell, and where they are and whether that
 * process lives its {@link LifeSign} does. Nothing of a living one is touched.
 */
final class LeftOvers {
  /** What is to be done with something left over. */
  private interface Action {
    void accept(Path leftOver) throws IOException;
  }

  /** Locked by other code of this process: closing them would free those locks. */
  private static final Queue<RandomAccessFile> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

  private LeftOvers() {}

  /**
   * Looks for them.
   *
   * @param cluster the cluster's folder
   * @return files and folders; only those that this user could delete
   */
  static List<Path> find(Path cluster) {
    List<Path> found = new ArrayList<>();
    visit(cluster, found::add);
    return found;
  }

  /**
   * Whether something with a temporary name is left over: its writer's process is dead. Where no
   * sign of that was ever shown, a day without a change is taken for it.
   */
  static boolean isOne(Optional<Path> cluster, Path temporary) {
    String id = Folders.temporaryId(temporary).orElseThrow();
    if (LifeSign.isOwn(id)) {
      return false;
    }
    boolean signed =
        cluster.filter(root -> Files.exists(root.resolve(Folders.lifeSign(id)))).isPresent();
    return signed ? find(cluster.get()).contains(temporary) : isOld(temporary);
  }

  private static boolean isOld(Path temporary) {
    try {
      Instant changed = Files.getLastModifiedTime(temporary, LinkOption.NOFOLLOW_LINKS).toInstant();
      return changed.isBefore(Instant.now().minus(Duration.ofDays(1)));
    } catch (IOException e) {
      return false; // it has gone
    }
  }

  /** Deletes them; what cannot be deleted stays. */
  static void clear(Path cluster) {
    visit(cluster, TreeDeletion::delete);
  }

  private static void visit(Path cluster, Action action) {
    try (DirectoryStream<Path> signs =
        Files.newDirectoryStream(cluster, entry -> Folders.lifeSignId(entry).isPresent())) {
      for (Path sign : signs) {
        String id = Folders.lifeSignId(sign).orElseThrow();
        if (!LifeSign.isOwn(id) && RegularFile.find(sign).isPresent()) {
          visit(cluster, sign, id, action);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Somebody else may do it, or later: nobody's work depends on it.
    }
  }

  private static void visit(Path cluster, Path sign, String id, Action action) throws IOException {
    RandomAccessFile file = new RandomAccessFile(sign.toFile(), "rw");
    try {
      // Held meanwhile, so that no two do the same.
      if (file.getChannel().tryLock(0, 1, false) != null) {
        if (visitFolders(cluster, file, id, action)) {
          Files.deleteIfExists(sign);
        }
      }
      file.close();
    } catch (OverlappingFileLockException e) {
      NEVER_CLOSED.add(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whether nothing is left over any more. */
  private static boolean visitFolders(Path cluster, RandomAccessFile file, String id, Action action)
      throws IOException {
    byte[] lines = new byte[Math.toIntExact(file.length())];
    file.readFully(lines);
    Set<String> folders = new String(lines, UTF_8).lines().collect(Collectors.toSet());
    boolean clear = true;
    for (String line : folders) {
      for (Path leftOver : in(cluster.resolve(line), id)) {
        action.accept(leftOver);
        clear &= !Files.exists(leftOver, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return clear;
  }

  private static List<Path> in(Path folder, String id) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(folder, entry -> Folders.isTemporaryOf(entry, id))) {
        entries.forEach(found::add);
      }
    }
    return found;
  }
}
