package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/**
 * Files and folders that appear and vanish as a whole, and errors that say what failed. With {@code
 * fsync} they are on disk before a method returns.
 */
final class FileStore {
  private final boolean fsync;

  FileStore(boolean fsync) {
    this.fsync = fsync;
  }

  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unusable(name, e);
    }
  }

  static Path resolve(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      throw unusable(name, e);
    }
  }

  private static DosnaException unusable(String name, InvalidPathException e) {
    return new DosnaException(
        "'"
            + name
            + "' cannot be a file name here: "
            + e.getReason()
            + ". Names beyond ASCII need a UTF-8 locale, such as LANG=C.UTF-8",
        e);
  }

  static DosnaException failed(String verb, Path path, IOException e) {
    return new DosnaException("Cannot " + verb + " " + path + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    boolean told = e instanceof FileSystemException fs && fs.getReason() != null;
    return told ? ((FileSystemException) e).getReason() : e.toString();
  }

  Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw failed("resolve", path, e);
    }
  }

  void createFolders(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw failed("create the folder", path, e);
    }
  }

  /** Creates a folder; false if something of that name exists. */
  boolean createFolder(Path path) {
    try {
      Files.createDirectory(path);
      sync(path.getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed("create the folder", path, e);
    }
  }

  /** What a folder holds; nothing if it is gone. */
  List<Path> list(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("list", folder, e);
    }
  }

  /** What a folder holds, entry by entry; to be closed. */
  Stream<Path> stream(Path folder) {
    try {
      return Files.list(folder);
    } catch (IOException e) {
      throw failed("list", folder, e);
    }
  }

  /** Writes a file in one piece: others see the old file or the new one. */
  void write(Path file, byte[] content) {
    Path temporary = writeTemporary(file.getParent(), ByteBuffer.wrap(content));
    publish(temporary, file);
  }

  /** Writes a file under a temporary name, which {@link #publish} changes. */
  Path writeTemporary(Path folder, ByteBuffer content) {
    Path temporary = Folders.temporary(folder);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      if (fsync) {
        channel.force(true);
      }
      return temporary;
    } catch (IOException e) {
      DosnaException failure = failed("write a file in", folder, e);
      discard(temporary, failure);
      throw failure;
    }
  }

  /** Gives a temporary file its name, replacing the file that had it. */
  void publish(Path temporary, Path file) {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      sync(file.getParent());
    } catch (IOException e) {
      DosnaException failure = failed("write", file, e);
      discard(temporary, failure);
      throw failure;
    }
  }

  /** Removes a temporary file after a failure, which stays the one that is reported. */
  private void discard(Path temporary, DosnaException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Gives a folder with all that is in it its name; false if that name is taken. */
  boolean publishFolder(Path temporary, Path folder) {
    try {
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      sync(folder.getParent());
      return true;
    } catch (IOException e) {
      deleteTree(temporary);
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      throw failed("create the folder", folder, e);
    }
  }

  /** Deletes a file; false if there is none. */
  boolean delete(Path file) {
    try {
      boolean deleted = Files.deleteIfExists(file);
      sync(file.getParent());
      return deleted;
    } catch (IOException e) {
      throw failed("delete", file, e);
    }
  }

  /** Deletes a folder: gone at once for others, then emptied. False if there is none. */
  boolean deleteFolder(Path folder) {
    Path temporary = Folders.temporary(folder.getParent());
    try {
      Files.move(folder, temporary, StandardCopyOption.ATOMIC_MOVE);
      sync(folder.getParent());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw failed("delete", folder, e);
    }
    deleteTree(temporary);
    return true;
  }

  private void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failed("delete", folder, e);
    }
  }

  void requireNoForeign(String what, List<Path> foreign) {
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

  private void sync(Path folder) throws IOException {
    if (fsync) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
