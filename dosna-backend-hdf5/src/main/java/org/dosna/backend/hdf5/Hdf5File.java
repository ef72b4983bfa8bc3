package org.dosna.backend.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.links.ExternalLink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/**
 * An HDF5 file open for reading, whoever wrote it. The metadata are parsed by jhdf, in a way that
 * never maps the file into memory (such maps outlive the file) and never leaks its descriptor.
 *
 * <p>Whatever is wrong with the file is a {@link DosnaException} that names it. Thread safe.
 */
final class Hdf5File implements Closeable {
  private static final int MAX_LINKS = 16;

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
      channel = FileChannel.open(path, StandardOpenOption.READ);
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
   * One HDF5 dataset of this file. Soft links on the way are followed, those to other files are
   * not.
   *
   * @param name its path from the root group: {@code "data"}, {@code "/entry/data"}
   * @return the dataset, readable until this file is closed
   * @throws DosnaException if there is none, or its type or layout is not one that can be read
   */
  Hdf5Array array(String name) {
    return parse(
        path,
        () -> {
          Node node = find(hdf, name, 0);
          if (!(node instanceof Dataset && node instanceof DatasetBase dataset)) {
            throw new DosnaException(
                String.format(
                    "'%s' in file %s is no dataset but a %s; in it there is %s",
                    name, path, node.getType(), members(node)));
          }
          return Hdf5ArrayParser.parse(dataset, hdf.getHdfBackingStorage(), channel, path);
        });
  }

  private Node find(Node start, String name, int links) {
    Node node = name.startsWith("/") ? hdf : start;
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        node = child(node, part, name, links);
      }
    }
    return node;
  }

  private Node child(Node node, String part, String name, int links) {
    Node child = node instanceof Group group ? group.getChild(part) : null;
    if (child == null) {
      throw new DosnaException(
          String.format(
              "No dataset '%s' in file %s; in '%s' there is %s",
              name, path, node.getPath(), members(node)));
    } else if (child instanceof ExternalLink link) {
      throw new DosnaException(
          String.format(
              "'%s' in file %s is a link to another file: open '%s' instead",
              name, path, link.getTargetPath()));
    } else if (child instanceof Link link) {
      if (links == MAX_LINKS) {
        throw new DosnaException(
            String.format("Links lead in a circle from '%s' in file %s", name, path));
      }
      return find(node, link.getTargetPath(), links + 1);
    }
    return child;
  }

  /** The names of what is in a group, for messages. */
  private static Object members(Node node) {
    return node instanceof Group group ? new TreeSet<>(group.getChildren().keySet()) : "nothing";
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
