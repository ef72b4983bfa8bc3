package org.dosna.backend.zarr;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.dosna.DosnaException;
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

  /** Writes a file, whatever there is. */
  ObjectVersion write(Target target, ByteBuffer bytes) {
    try (FileDraft draft = draft(target)) {
      draft.append(bytes);
      return draft.publish(old -> true).orElseThrow();
    }
  }

  /**
   * Writes a file if it is to be done.
   *
   * @param condition whether it is, by the version that there is
   * @return the new version; empty if it was not to be done
   */
  Optional<ObjectVersion> write(
      Target target, ByteBuffer bytes, Predicate<Optional<FileVersion>> condition) {
    try (FileDraft draft = draft(target)) {
      if (!condition.test(FileVersion.find(target.file()))) {
        return Optional.empty();
      }
      draft.append(bytes);
      return draft.publish(condition);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** Begins to write a file. */
  FileDraft draft(Target target) {
    return new FileDraft(target);
  }

  private static DosnaException failed(Target target, IOException e) {
    target.check().run(); // says it better, if the folder has gone
    return FilePaths.failed("write", target.file(), e);
  }

  /** A file that has a temporary name. */
  final class FileDraft implements Draft {
    private final Target target;
    private final Path temporary;
    private Optional<FileChannel> opened = Optional.empty();
    private boolean exists;
    private long size;

    private FileDraft(Target target) {
      this.target = target;
      this.temporary = temporary(Folders.of(target.file()));
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void append(ByteBuffer bytes) {
      write(size, bytes);
      size += bytes.remaining();
    }

    @Override
    public void write(long at, ByteBuffer bytes) {
      try {
        writeAll(channel(), at, bytes);
      } catch (IOException e) {
        throw failed(target, e);
      }
    }

    @Override
    public void truncate(long size) {
      try {
        channel().truncate(size);
        this.size = size;
      } catch (IOException e) {
        throw failed(target, e);
      }
    }

    private FileChannel channel() throws IOException {
      if (opened.isEmpty()) {
        opened = Optional.of(exists ? FileChannel.open(temporary, WRITE) : create());
        exists = true;
      }
      return opened.get();
    }

    private FileChannel create() throws IOException {
      try {
        return FileChannel.open(temporary, CREATE_NEW, WRITE);
      } catch (NoSuchFileException e) {
        makeFolders(target.base(), Folders.of(temporary));
        return FileChannel.open(temporary, CREATE_NEW, WRITE);
      }
    }

    @Override
    public Optional<ObjectVersion> publish(Optional<ObjectVersion> replaced) {
      return publish(old -> old.map(FileVersion::stamp).equals(replaced));
    }

    private Optional<ObjectVersion> publish(Predicate<Optional<FileVersion>> condition) {
      try {
        channel().close(); // network file systems show others what was written before that
        opened = Optional.empty();
        Optional<ObjectVersion> made = WholeFiles.this.publish(target, temporary, condition);
        exists = made.isEmpty();
        return made;
      } catch (IOException e) {
        throw failed(target, e);
      }
    }

    @Override
    public void close() {
      try {
        if (opened.isPresent()) {
          opened.get().close();
        }
        if (exists) {
          Files.deleteIfExists(temporary);
        }
      } catch (IOException e) {
        throw FilePaths.failed("delete", temporary, e);
      }
    }
  }

  private static void writeAll(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    ByteBuffer left = bytes.duplicate();
    long position = at;
    while (left.hasRemaining()) {
      position += channel.write(left, position);
    }
  }

  /** Writes a new file. */
  static void writeNew(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      writeAll(channel, 0, bytes);
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
            throw failed(target, e);
          }
        });
  }
}
