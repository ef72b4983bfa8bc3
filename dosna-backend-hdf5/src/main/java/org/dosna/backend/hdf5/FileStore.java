package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.format.RegularFile;
import org.dosna.spi.FilePaths;

/**
 * Files and folders that appear and vanish as a whole, and errors that say what failed. With {@code
 * fsync} they are on disk before a method returns.
 */
final class FileStore {
  /** What a new file is to hold. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;

    static Content of(byte[] bytes) {
      return channel -> writeFully(channel, ByteBuffer.wrap(bytes));
    }
  }

  private static final int MAX_ATTEMPTS = 10;

  static final int NO_TIMEOUT = Integer.MAX_VALUE;

  private final boolean fsync;
  private final int lockTimeout;
  private final LifeSign lifeSign = new LifeSign();

  /**
   * A store.
   *
   * @param fsync whether what is written outlives a power cut
   * @param lockTimeout seconds to wait for a lock at most
   */
  FileStore(boolean fsync, int lockTimeout) {
    this.fsync = fsync;
    this.lockTimeout = lockTimeout;
  }

  /** Seconds to wait for a lock at most. */
  int lockTimeout() {
    return lockTimeout;
  }

  /** Shows others that who writes here lives, and clears what those left who do not. */
  void connect(Path cluster) {
    lifeSign.begin(cluster);
    LeftOvers.clear(cluster);
  }

  /** Where it is connected to. */
  Optional<Path> cluster() {
    return lifeSign.cluster();
  }

  /** Nothing is being written. */
  void rest() {
    lifeSign.end();
  }

  /** A new name for something that is being made or deleted. */
  Path temporary(Path folder) {
    return lifeSign.temporary(folder);
  }

  /** Whether there is a file of that name; whatever else has it is an error. */
  static boolean hasFile(Path file) {
    try {
      return RegularFile.find(file).isPresent();
    } catch (IOException e) {
      throw FilePaths.failed("read", file, e);
    }
  }

  /** Whether there is a folder of that name; a link that leads nowhere is an error. */
  static boolean hasFolder(Path folder) {
    boolean exists = Files.isDirectory(folder);
    if (!exists && Files.isSymbolicLink(folder)) {
      hasFile(folder);
    }
    return exists;
  }

  /** The folder of a file or folder of ours, which is never a root. */
  static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw FilePaths.failed("resolve", path, e);
    }
  }

  void createFolders(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw FilePaths.failed("create the folder", path, e);
    }
  }

  /** Creates a folder; false if something of that name exists. */
  boolean createFolder(Path path) {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw Folders.isTemporary(path)
          ? FilePaths.failed("write in", folderOf(path), e)
          : FilePaths.failed("create the folder", path, e);
    }
    syncParent(path);
    return true;
  }

  /** Refuses a folder that one may not look into: what seems to be missing there may be there. */
  static void requireSearchable(Path folder) {
    if (Files.isDirectory(folder) && !Files.isExecutable(folder)) {
      throw FilePaths.failed("look into", folder, new AccessDeniedException(folder.toString()));
    }
  }

  /** What a folder holds; nothing if it is gone. */
  List<Path> list(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = open(folder)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw FilePaths.failed("list", folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FilePaths.failed("list", folder, e);
    }
  }

  @SuppressWarnings("StreamResourceLeak") // by the caller
  private static DirectoryStream<Path> open(Path folder) throws IOException {
    return LockFiles.makingRoom(() -> Files.newDirectoryStream(folder));
  }

  /** What a folder holds, entry by entry; to be closed. */
  @SuppressWarnings("StreamResourceLeak") // by the caller
  Stream<Path> stream(Path folder) {
    try {
      return LockFiles.makingRoom(() -> Files.list(folder));
    } catch (IOException e) {
      throw FilePaths.failed("list", folder, e);
    }
  }

  /** Writes a file in one piece: others see the old file or the new one. */
  void write(Path file, byte[] content) {
    publish(writeTemporary(file, Content.of(content)), file, () -> {});
  }

  /**
   * Writes a file under a temporary name beside its own, which {@link #publish} gives it. It has
   * the permissions of the one that it will replace, if any.
   */
  Path writeTemporary(Path file, Content content) {
    Path folder = folderOf(file);
    Path temporary = temporary(folder);
    try {
      writeNew(temporary, file, content);
      return temporary;
    } catch (IOException e) {
      Path shown = Folders.isTemporary(folder) ? folderOf(folder) : folder;
      DosnaException failure = FilePaths.failed("write a file in", shown, e);
      discard(temporary, failure);
      throw failure;
    } catch (RuntimeException | Error e) { // such as no memory for a buffer
      discard(temporary, e);
      throw e;
    }
  }

  private void writeNew(Path temporary, Path file, Content content) throws IOException {
    try (FileChannel channel = Permissions.create(temporary, file)) {
      content.writeTo(channel);
      if (fsync) {
        channel.force(true);
      }
    }
  }

  /** Writes all that is left in a buffer. */
  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Gives a temporary file its name, replacing the file that had it.
   *
   * @param check throws if that must not be done; then the temporary file is removed
   */
  void publish(Path temporary, Path file, Runnable check) {
    try {
      check.run();
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      DosnaException failure = FilePaths.failed("write", file, e);
      discard(temporary, failure);
      throw failure;
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw e;
    }
    syncParent(file);
  }

  /** Gives a new folder with all that is in it its name; false, and gone, if that is taken. */
  boolean publishFolder(Path temporary, Path folder) {
    try {
      if (moveFolder(temporary, folder)) {
        return true;
      }
      TreeDeletion.delete(temporary);
      return false;
    } catch (IOException e) {
      throw FilePaths.failed("remove", temporary, e);
    } catch (RuntimeException e) {
      discardTree(temporary, e);
      throw e;
    }
  }

  /**
   * Gives a folder with all that is in it another name; false if that is taken.
   *
   * @throws NotFoundException if there is no such folder
   */
  boolean moveFolder(Path from, Path to) {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncParent(to);
        if (!folderOf(from).equals(folderOf(to))) {
          syncParent(from);
        }
        return true;
      } catch (IOException e) {
        boolean gone = !Files.exists(from, LinkOption.NOFOLLOW_LINKS);
        if (!gone && Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
        // The folder that had the name may have been deleted just now.
        if (gone || attempt == MAX_ATTEMPTS) {
          throw FilePaths.failed("create the folder", to, e);
        }
      }
    }
  }

  /** Removes a file or an empty folder after a failure, which stays the one that is reported. */
  void discard(Path path, Throwable failure) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Removes a folder with all that is in it after a failure. */
  void discardTree(Path folder, Throwable failure) {
    try {
      TreeDeletion.delete(folder);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes a file; false if there is none. */
  boolean delete(Path file) {
    boolean deleted;
    try {
      deleted = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FilePaths.failed("delete", file, e);
    }
    syncParent(file);
    return deleted;
  }

  /** Gives a file, or a link, another name, which is free. */
  void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FilePaths.failed("rename", from, e);
    }
    syncParent(to);
  }

  /** Deletes a file, or a folder with all that is in it. */
  void deleteTree(Path path) {
    try {
      TreeDeletion.delete(path);
    } catch (IOException e) {
      throw FilePaths.failed("delete", path, e);
    }
  }

  /** Deletes a folder: gone at once for others, then emptied. False if there is none. */
  boolean deleteFolder(Path folder) {
    lifeSign.cluster().ifPresent(LeftOvers::clear);
    Path temporary = temporary(folderOf(folder));
    try {
      Files.move(folder, temporary, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FilePaths.failed("delete", folder, e);
    }
    syncParent(folder);
    try {
      TreeDeletion.delete(temporary);
      return true;
    } catch (IOException e) {
      throw FilePaths.failed("remove what is left of the deleted " + folder + ":", temporary, e);
    }
  }

  void requireNoForeign(String what, List<Path> found) {
    // What vanished meanwhile was deleted together with what it belonged to.
    List<Path> foreign =
        found.stream().filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)).toList();
    if (!foreign.isEmpty()) {
      throw new DosnaException(
          "The "
              + what
              + " is not deleted: it holds what DosNa did not make: "
              + foreign.stream().limit(10).map(Path::toString).toList()
              + (foreign.size() > 10 ? " and " + (foreign.size() - 10) + " more" : "")
              + "; move it away first");
    }
  }

  /** After a file has changed, which may be a new one. */
  void sync(FileChannel channel, Path file) throws IOException {
    if (fsync) {
      channel.force(true);
      syncParent(file);
    }
  }

  /** After what is in a folder has changed. */
  private void syncParent(Path changed) {
    if (fsync) {
      Path folder = folderOf(changed);
      try (FileChannel channel =
          LockFiles.makingRoom(() -> FileChannel.open(folder, StandardOpenOption.READ))) {
        channel.force(true);
      } catch (IOException e) {
        throw FilePaths.failed("be sure that a change outlives a power cut in", folder, e);
      }
    }
  }
}
