package org.dosna.backend.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.storage.HdfBackingStorage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.dosna.DosnaException;

/**
 * An HDF5 file open for reading, whoever wrote it. The metadata are parsed by jhdf, in a way that
 * never maps the file into memory (such maps outlive the file) and never leaks its descriptor.
 *
 * <p>Whatever is wrong with the file is a {@link DosnaException} that names it. Thread safe.
 */
final class Hdf5File implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final HdfFile hdf;

  private Hdf5File(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
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
      throw cannotRead(path, e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws DosnaException if there is no such file, or it is no HDF5 file, truncated or damaged
   */
  static Hdf5File open(Path path) {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw cannotRead(path, e);
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

  /**
   * Takes a file that is open already.
   *
   * @param channel the file; its position does not change; closed by {@link #close()}, but not when
   *     this method throws
   * @param path the file's name
   * @throws DosnaException if it is no HDF5 file, truncated or damaged
   */
  static Hdf5File of(FileChannel channel, Path path) {
    return new Hdf5File(path, channel);
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
   * One HDF5 dataset of this file, or of another one if a link leads there.
   *
   * @param name its path from the root group: {@code "data"}, {@code "/entry/data"}
   * @return the dataset, readable until this file is closed
   * @throws DosnaException if there is none, or its type or layout is not one that can be read
   */
  Hdf5Array array(String name) {
    return parse(
        path,
        () -> {
          Node node = find(name);
          if (!(node instanceof Dataset && node instanceof DatasetBase dataset)) {
            throw new DosnaException(
                String.format(
                    "'%s' in file %s is no dataset but a %s", name, path, node.getType()));
          }
          HdfFile home = dataset.getHdfFile();
          HdfBackingStorage storage = home.getHdfBackingStorage();
          FileChannel data = home == hdf ? channel : storage.getFileChannel();
          Path file = home == hdf ? path : home.getFileAsPath();
          return Hdf5ArrayParser.parse(dataset, storage, data, file);
        });
  }

  private Node find(String name) {
    Node node = hdf;
    for (String part : name.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      Node child = node instanceof Group group ? group.getChild(part) : null;
      if (child == null) {
        Object found = node instanceof Group group ? group.getChildren().keySet() : "nothing";
        throw new DosnaException(
            String.format(
                "No dataset '%s' in file %s; in %s there is %s",
                name, path, node.getPath(), found));
      }
      node = child instanceof Link link ? link.getTarget() : child;
    }
    return node;
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
      throw new DosnaException(
          "File " + path + " is not an HDF5 file that can be read: " + reason(e), e);
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

  private static DosnaException cannotRead(Path path, IOException e) {
    String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new DosnaException("Cannot read file " + path + ": " + reason, e);
  }

  /** Closes the file, and those that links led to. */
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
