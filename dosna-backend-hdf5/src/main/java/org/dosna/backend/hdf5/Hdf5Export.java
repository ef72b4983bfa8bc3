package org.dosna.backend.hdf5;

import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.dosna.AlreadyExistsException;
import org.dosna.Arguments;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.ProcessGroup;
import org.dosna.backend.hdf5.FileStore.Content;

/**
 * Writes datasets into one ordinary HDF5 file, for whatever reads HDF5: chunked, on wish
 * compressed. Immutable; the methods that take a value return a changed copy.
 *
 * <pre>{@code
 * Hdf5Export.to(Path.of("scan.h5")).shuffle().deflate(4).write("entry/data", dataset);
 * Hdf5Export.to(Path.of("all.h5")).write(pool);
 * }</pre>
 *
 * <p>The file appears when all of it is there: it is written under another name in the same folder,
 * and removed if anything fails. Chunks are read, compressed and written in the lanes of the
 * dataset's engine, a few at a time, with {@link org.dosna.Progress}; chunks of fill value only are
 * left out, and cost nothing where a dataset stores none. Attributes go along; a view has none, but
 * the fill value and, as far as they fit, the chunks of its dataset. With an engine of several
 * processes this is a collective call: the root writes, and all learn of a failure.
 *
 * <p>The format is that of HDF5 1.8, as h5py writes it by default, but for its superblock, which is
 * of version 2: HDF5 file format specification 3.0.
 */
public final class Hdf5Export {
  private final Path file;
  private final boolean replace;
  private final boolean unlimited;
  private final Optional<int[]> chunkSize;
  private final ChunkEncoder encoder;

  private Hdf5Export(
      Path file,
      boolean replace,
      boolean unlimited,
      Optional<int[]> chunkSize,
      ChunkEncoder encoder) {
    this.file = file;
    this.replace = replace;
    this.unlimited = unlimited;
    this.chunkSize = chunkSize;
    this.encoder = encoder;
  }

  /**
   * Into a file that does not exist. Does no I/O.
   *
   * @param file the file to be
   * @return an export without compression
   */
  public static Hdf5Export to(Path file) {
    Arguments.require("file", file);
    return new Hdf5Export(
        file, false, false, Optional.empty(), new ChunkEncoder(false, Optional.empty(), false));
  }

  private Hdf5Export with(ChunkEncoder changed) {
    return new Hdf5Export(file, replace, unlimited, chunkSize, changed);
  }

  /**
   * In the place of a file that exists; it stays until the new one is whole.
   *
   * @return a changed copy
   */
  public Hdf5Export replace() {
    return new Hdf5Export(file, true, unlimited, chunkSize, encoder);
  }

  /**
   * With datasets whose first axis may grow in the file.
   *
   * @return a changed copy
   */
  public Hdf5Export unlimited() {
    return new Hdf5Export(file, replace, true, chunkSize, encoder);
  }

  /**
   * With other chunks in the file than the datasets have.
   *
   * @param size one value per axis, each 1 or more
   * @return a changed copy
   */
  public Hdf5Export chunkSize(int... size) {
    Arguments.require("size", size);
    return new Hdf5Export(file, replace, unlimited, Optional.of(size.clone()), encoder);
  }

  /**
   * With the bytes of elements sorted, which makes most data smaller when compressed.
   *
   * @return a changed copy
   */
  public Hdf5Export shuffle() {
    return with(new ChunkEncoder(true, encoder.deflate(), encoder.fletcher32()));
  }

  /**
   * Compressed as gzip does.
   *
   * @param level 0 (not at all) to 9 (as small as can be)
   * @return a changed copy
   * @throws DosnaException if there is no such level
   */
  public Hdf5Export deflate(int level) {
    if (!ChunkEncoder.isLevel(level)) {
      throw new DosnaException("The level of deflate is 0 to 9, not " + level);
    }
    return with(new ChunkEncoder(encoder.shuffle(), Optional.of(level), encoder.fletcher32()));
  }

  /**
   * With a checksum behind each chunk, which HDF5 libraries compare when reading.
   *
   * @return a changed copy
   */
  public Hdf5Export fletcher32() {
    return with(new ChunkEncoder(encoder.shuffle(), encoder.deflate(), true));
  }

  /**
   * Writes one dataset.
   *
   * @param path its path in the file, as that of a dataset in a pool; groups on the way are made
   * @param source a dataset, with its attributes, or a view, an array or any other source
   * @throws AlreadyExistsException if the file exists, and is not to be replaced
   * @throws DosnaException if it cannot be written; before anything is, if HDF5 cannot hold a name,
   *     an attribute, a chunk or so many axes
   */
  public void write(String path, ArraySource source) {
    Arguments.require("path", path);
    Arguments.require("source", source);
    atRoot(
        processes(source),
        root -> root.put(path.startsWith("/") ? path.substring(1) : path, dataset(source)));
  }

  /**
   * Writes a pool or a group with all that is in it.
   *
   * @param group the pool or group, which is the root group of the file
   * @throws AlreadyExistsException if the file exists, and is not to be replaced
   * @throws DosnaException if it cannot be written; before anything is, if HDF5 cannot hold a name,
   *     an attribute, a chunk or so many axes
   */
  public void write(Group group) {
    Arguments.require("group", group);
    atRoot(
        group.group(),
        root -> {
          root.add(group.attributes());
          for (Member member : group.walk().toList()) {
            if (member.isGroup()) {
              root.at(member.path()).add(group.group(member.path()).attributes());
            } else {
              root.put(member.path(), dataset(group.getDataset(member.path())));
            }
          }
        });
  }

  private static ProcessGroup processes(ArraySource source) {
    if (source instanceof DatasetView view) {
      return view.dataset().group();
    }
    return source instanceof Dataset dataset ? dataset.group() : ProcessGroup.SINGLE;
  }

  private ExportedDataset dataset(ArraySource source) {
    return ExportedDataset.of(source, chunkSize, unlimited, encoder);
  }

  /** The root writes what it is told; all hear of it. */
  private void atRoot(ProcessGroup processes, Consumer<ExportedGroup> content) {
    processes.root(
        "export to " + file,
        () -> {
          requireFree();
          ExportedGroup root = new ExportedGroup();
          content.accept(root);
          write(root);
          return true;
        });
  }

  private void write(ExportedGroup root) {
    FileStore store = new FileStore(false, FileStore.NO_TIMEOUT);
    Path absolute = file.toAbsolutePath();
    Path temporary = store.writeTemporary(absolute, content(root));
    store.publish(temporary, absolute, this::requireFree);
  }

  private void requireFree() {
    if (Files.isDirectory(file)) {
      throw new DosnaException("Cannot export to " + file + ": it is a folder");
    }
    if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new AlreadyExistsException(
          "The file " + file + " exists already; choose another one, or export with replace()");
    }
  }

  private static Content content(ExportedGroup root) {
    return (FileChannel channel) -> {
      ExportFile target = new ExportFile(channel);
      try {
        target.finish(root.write(target));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }
}
