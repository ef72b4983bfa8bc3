package org.dosna.backend.hdf5;

import io.jhdf.HdfFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.format.RegularFile;

/**
 * A file of metadata open for reading, whoever wrote it. It is parsed by jhdf, in a way that never
 * maps the file into memory (such maps outlive the file) and never leaks its descriptor.
 *
 * <p>Whatever is wrong with the file is a {@link DosnaException} that names it. Thread safe.
 */
final class Hdf5File implements Closeable {
  private final Path path;
  private final HdfFile hdf;

  private Hdf5File(Path path, FileChannel channel) {
    this.path = path;
    try {
      if (channel.size() == 0) {
        throw new DosnaException("File " + path + " is empty, expected is an HDF5 file");
      }
      this.hdf =
          parse(
              path, () -> new HdfFile(new BoundedChannel(channel), path.toAbsolutePath().toUri()));
      long end = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
      if (channel.size() < end) {
        throw new DosnaException(
            String.format(
                "File %s is truncated: it has %d bytes, its superblock says %d",
                path, channel.size(), end));
      }
    } catch (IOException e) {
      throw FileStore.failed("read", path, e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws NotFoundException if there is no such file
   * @throws DosnaException if it cannot be read, is no HDF5 file, truncated or damaged
   */
  static Hdf5File open(Path path) {
    FileChannel channel;
    try {
      channel = LockFiles.makingRoom(() -> RegularFile.open(path));
    } catch (IOException e) {
      throw FileStore.failed("read", path, e);
    }
    try {
      return new Hdf5File(path, channel);
    } catch (RuntimeException | Error e) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** The file's name. */
  Path path() {
    return path;
  }

  /** The file for jhdf's own classes. */
  HdfFile hdf() {
    return hdf;
  }

  /**
   * Runs jhdf on a file and makes its failures ours. On a damaged file jhdf throws any runtime
   * exception, and runs out of stack or memory where an address leads in a circle or a size is
   * wild.
   */
  static <T> T parse(Path path, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (DosnaException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new DosnaException("File " + path + " cannot be read as an HDF5 file: " + reason(e), e);
    }
  }

  /** The innermost reason of a failure, in words. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Closes the file. Closing again does nothing. */
  @Override
  public void close() {
    parse(
        path,
        () -> {
          hdf.close();
          return null;
        });
  }
}
