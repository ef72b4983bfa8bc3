package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.FileBytes;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.spi.FilePaths;

/** Opens HDF5 files for reading, and words what is wrong with them. */
final class OpenFiles {
  private OpenFiles() {}

  /**
   * Opens a file; the folder is the one in which all other files must lie, if that is asked for.
   */
  static FileSet open(Path file, Optional<Path> folder) {
    FileBytes bytes;
    try {
      bytes = LockFiles.makingRoom(() -> FileBytes.open(file));
    } catch (IOException e) {
      throw FilePaths.failed("read", file, e);
    }
    try {
      return new FileSet(new FormatFile(bytes), folder);
    } catch (IOException | DosnaException e) {
      try {
        bytes.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e instanceof DosnaException ours
          ? named(file, ours)
          : FilePaths.failed("open other files of", file, (IOException) e);
    }
  }

  /** A file that is open already, and is closed with it unless this fails. */
  static FileSet of(FileChannel channel, Path file) throws IOException {
    try {
      return new FileSet(new FormatFile(FileBytes.of(file, channel)), Optional.empty());
    } catch (FormatException e) {
      throw named(file, e);
    }
  }

  static void close(FileSet files) {
    try {
      files.close();
    } catch (IOException e) {
      throw FilePaths.failed("close", files.first().path(), e);
    }
  }

  /** The same with the name of the file that was asked for. */
  static DosnaException named(Path file, DosnaException e) {
    if (!(e instanceof FormatException)
        || String.valueOf(e.getMessage()).contains(file.toString())) {
      return e;
    }
    return new DosnaException(
        "File " + file + " cannot be read as an HDF5 file: " + e.getMessage(), e);
  }
}
