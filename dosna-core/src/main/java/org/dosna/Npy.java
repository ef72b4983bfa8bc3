package org.dosna;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import org.dosna.npy.FileProblem;
import org.dosna.npy.NpyHeader;
import org.dosna.npy.NpyWriter;
import org.dosna.npy.PositionalFile;

/**
 * Reads and writes numpy's .npy files, of the formats 1.0 to 3.0, of every {@link DType} in both
 * byte orders, of any size.
 *
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format
 *     </a>
 */
public final class Npy {
  private Npy() {}

  /**
   * Reads a file into memory.
   *
   * @param path an .npy file
   * @return its array, in native byte order and C order
   * @throws NotFoundException if there is no such file
   * @throws DosnaException if it cannot be read, or is too large for one array
   */
  public static NDArray read(Path path) {
    try (NpySource source = open(path)) {
      NDArray array = allocate(source);
      source.read(new long[array.ndim()], array);
      return array;
    }
  }

  private static NDArray allocate(NpySource source) {
    try {
      return NDArray.zeros(source.dtype(), source.shape());
    } catch (DosnaException e) {
      throw new DosnaException(
          "Cannot read '"
              + source.path()
              + "' into one array; read boxes of it with Npy.open. "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Opens a file of which boxes are wanted: it need not fit into memory.
   *
   * @param path an .npy file
   * @return the open file; to be closed
   * @throws NotFoundException if there is no such file
   * @throws DosnaException if it cannot be read, is no .npy file or is cut off, or if its elements
   *     are of no {@link DType}
   */
  public static NpySource open(Path path) {
    Arguments.require("path", path);
    try {
      PositionalFile file = new PositionalFile(path);
      try {
        return new NpySource(file, NpyHeader.read(file));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileProblem.of("Cannot read '" + path + "'", e);
    }
  }

  /**
   * Writes a file, byte for byte as {@code numpy.save} does: C order, in the byte order of the
   * source's dtype. The source is read in blocks of a few MiB. The file appears under its name,
   * replacing one that was there and keeping its permissions, when it is complete; if writing
   * fails, nothing has changed. It outlives this process's crash, though not a power cut shortly
   * after.
   *
   * @param path the file; its directory has to exist
   * @param source what is written
   * @throws NotFoundException if its directory does not exist
   * @throws DosnaException if the source cannot be read, or the file cannot be written; also if
   *     what is there is a directory, a device, a pipe or a link to nothing, which no file is to
   *     replace
   */
  public static void write(Path path, ArraySource source) {
    Arguments.require("path", path);
    Arguments.require("source", source);
    boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (exists && !Files.isRegularFile(path)) {
      throw new DosnaException(
          "Cannot write '" + path + "': it is no regular file, and is not replaced by one");
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NotFoundException(
          "Cannot write '" + path + "': there is no folder '" + folder + "'; make it first");
    }
    try {
      // A link stays a link: what it points at is replaced.
      Path target = exists ? path.toRealPath() : path;
      Path partial = target.resolveSibling("." + UUID.randomUUID() + ".npy.part");
      try {
        writeNew(partial, source, exists ? permissions(target) : Set.of());
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw FileProblem.of("Cannot write '" + path + "', nothing has changed", e);
    }
  }

  /** None where the file system has none of that kind. */
  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? Set.of() : view.readAttributes().permissions();
  }

  private static void writeNew(Path path, ArraySource source, Set<PosixFilePermission> permissions)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      if (!permissions.isEmpty()) {
        Files.setPosixFilePermissions(path, permissions);
      }
      new NpyWriter(source, file).write();
    }
  }
}
