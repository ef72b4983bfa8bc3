package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.dosna.spi.FilePaths;
import org.dosna.spi.ObjectVersion;

/**
 * Writes files as a whole: under a temporary name in their own folder, and then, under a lock and
 * if all is as it should be, renamed. Thread safe.
 */
final class WholeFiles {
  /** How the names begin of what is the store's own. */
  static final String OWN = ".dosna-";

  private final FileLocks locks;

  WholeFiles(FileLocks locks) {
    this.locks = locks;
  }

  static boolean isOwn(Path path) {
    return String.valueOf(path.getFileName()).startsWith(OWN);
  }

  /** A new name in a folder. */
  static Path temporary(Path folder) {
    return folder.resolve(OWN + UUID.randomUUID());
  }

  /**
   * What is written.
   *
   * @param name under which it is locked
   * @param file the file
   * @param base the folder that is there already
   * @param check runs just before it is seen
   */
  record Target(String name, Path file, Path base, Runnable check) {}

  /**
   * Writes a file if it is to be done.
   *
   * @param condition whether it is, by the version that there is
   * @return the new version; empty if it was not to be done
   */
  Optional<ObjectVersion> write(
      Target target, ByteBuffer bytes, Predicate<Optional<FileVersion>> condition) {
    Path file = target.file();
    Optional<Path> temporary = Optional.empty();
    try {
      if (!condition.test(FileVersion.find(file))) {
        return Optional.empty();
      }
      temporary = Optional.of(writeTemporary(target, bytes));
      return publish(target, temporary.get(), condition);
    } catch (IOException e) {
      target.check().run(); // says it better, if the folder has gone
      throw FilePaths.failed("write", file, e);
    } finally {
      temporary.ifPresent(WholeFiles::discard);
    }
  }

  private static Path writeTemporary(Target target, ByteBuffer bytes) throws IOException {
    Path folder = Folders.of(target.file());
    Path temporary = temporary(folder);
    try {
      writeNew(temporary, bytes);
    } catch (NoSuchFileException e) {
      makeFolders(target.base(), folder);
      writeNew(temporary, bytes);
    }
    return temporary;
  }

  /** Writes a new file. */
  static void writeNew(Path temporary, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = bytes.duplicate();
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      discard(temporary);
      throw e;
    }
  }

  private static void makeFolders(Path base, Path folder) throws IOException {
    if (!folder.equals(base)) {
      makeFolders(base, Folders.of(folder));
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw new IOException(folder + " is no folder", e);
        }
      }
    }
  }

  private Optional<ObjectVersion> publish(
      Target target, Path temporary, Predicate<Optional<FileVersion>> condition)
      throws IOException {
    Path file = target.file();
    ObjectVersion made = FileVersion.mark(temporary).stamp();
    return locks.with(
        target.name(),
        () -> {
          target.check().run();
          try {
            if (!condition.test(FileVersion.find(file))) {
              return Optional.empty();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(made);
          } catch (IOException e) {
            target.check().run();
            throw FilePaths.failed("write", file, e);
          }
        });
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw FilePaths.failed("delete", temporary, e);
    }
  }
}
