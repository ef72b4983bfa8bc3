package org.dosna.backend.hdf5;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Arguments;
import org.dosna.ArraySource;
import org.dosna.ClosedException;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.array.Catalog;
import org.dosna.backend.hdf5.format.array.FileArray;
import org.dosna.backend.hdf5.format.link.PathWalk;
import org.dosna.backend.hdf5.format.link.Target;
import org.dosna.backend.hdf5.format.object.FilterSpec;

/**
 * A dataset in any HDF5 file, read lazily: what {@code createDataset} and {@code load} take to
 * bring existing data into DosNa. The file may be larger than memory.
 *
 * <pre>{@code
 * try (Hdf5Source source = Hdf5Source.open(Path.of("scan.nxs"), "/entry/data")) {
 *   pool.createDataset("scan", source, 64, 64, 64);
 * }
 * }</pre>
 *
 * <p>All layouts of the format can be read: contiguous, compact, chunked with any index, virtual,
 * external. Of filters: deflate, shuffle, Fletcher-32 (which is verified), LZF, scale-offset,
 * n-bit, and with a library on the class path, which a message names if it is missing, zstd, LZ4,
 * blosc, bitshuffle and bzip2. Soft and external links are followed; another file is looked for
 * beside the one that names it, then in the process's folder. What a virtual dataset maps that is
 * not there is fill value.
 *
 * <p>Types are those of {@link DType}, also under a name ("committed"); integers of fewer bits and
 * bitfields are widened; an enumeration reads as its integers, that of h5py's bool as bool; {r, i}
 * and HDF5 2.0's complex as complex. A scalar is an array of one axis of length 1.
 *
 * <p>A compressed HDF5 chunk is decoded whole, by the thread that asks for it first. If a part of
 * it was asked for it is kept for those who ask for the others, up to a quarter of the heap. Thread
 * safe.
 */
public final class Hdf5Source implements ArraySource, Closeable {
  private final FileSet files;
  private final FileArray array;
  private volatile boolean closed;

  private Hdf5Source(FileSet files, FileArray array) {
    this.files = files;
    this.array = array;
  }

  /**
   * Opens a dataset.
   *
   * @param file an HDF5 file
   * @param path the dataset's path from the root group: {@code "/entry/data"}; a byte b of a name
   *     that is not UTF-8 is the character U+DC00 + b, as in {@link #list}
   * @return the dataset; close it to close the file
   * @throws DosnaException if there is no such file or dataset, the file is damaged, or the
   *     dataset's type or layout cannot be read
   */
  public static Hdf5Source open(Path file, String path) {
    return open(file, path, Optional.empty());
  }

  /**
   * Opens a dataset that may lead to other files (external links, virtual datasets, external data)
   * only inside a folder. For files whose makers are not trusted.
   *
   * @param file an HDF5 file
   * @param path the dataset's path from the root group
   * @param folder the folder, mostly the file's own; symbolic links do not lead out of it
   * @return the dataset; close it to close the files
   * @throws DosnaException as {@link #open(Path, String)}, or if a file outside is needed
   */
  public static Hdf5Source open(Path file, String path, Path folder) {
    return open(file, path, Optional.of(Arguments.require("folder", folder)));
  }

  private static Hdf5Source open(Path file, String path, Optional<Path> folder) {
    Arguments.require("file", file);
    Arguments.require("path", path);
    FileSet files = OpenFiles.open(file, folder);
    try {
      Target target = new PathWalk(files).go(Target.root(files.first()), path);
      return new Hdf5Source(files, FileArray.open(files, target));
    } catch (DosnaException e) {
      OpenFiles.close(files);
      throw OpenFiles.named(file, e);
    } catch (RuntimeException | Error e) {
      OpenFiles.close(files);
      throw e;
    }
  }

  /**
   * All datasets of a file, those behind soft and external links included. What cannot be read is
   * listed, too, with the reason.
   *
   * @param file an HDF5 file
   * @return the datasets, in the order of their paths
   * @throws DosnaException if the file is not there, or no HDF5 file
   */
  public static List<Hdf5Listing> list(Path file) {
    FileSet files = OpenFiles.open(Arguments.require("file", file), Optional.empty());
    try {
      return Catalog.of(files).stream().map(Hdf5Source::listing).toList();
    } catch (DosnaException e) {
      throw OpenFiles.named(file, e);
    } finally {
      OpenFiles.close(files);
    }
  }

  private static Hdf5Listing listing(Catalog.Found found) {
    return new Hdf5Listing(
        found.path(),
        found.array().map(FileArray::dtype),
        found.array().map(FileArray::shape).orElseGet(() -> new long[0]),
        found.array().flatMap(FileArray::chunk),
        found.array().map(FileArray::filters).orElse(List.of()).stream()
            .map(FilterSpec::shortName)
            .toList(),
        found.obstacle());
  }

  /**
   * A chunk size for a DosNa dataset that cuts none of the HDF5 chunks: theirs, or so many of them
   * together that a chunk has about 1 MiB.
   *
   * @return the chunk size; nothing if there are no HDF5 chunks, or too large ones
   */
  public Optional<int[]> chunkSize() {
    return array.chunk().flatMap(chunk -> ChunkSizes.aligned(chunk, shape(), dtype().itemSize()));
  }

  @Override
  public DType dtype() {
    return array.dtype();
  }

  @Override
  public long[] shape() {
    long[] shape = array.shape();
    return shape.length == 0 ? new long[] {1} : shape;
  }

  @Override
  public void read(long[] origin, NDArray into) {
    if (closed) {
      throw new ClosedException("HDF5 source " + array + " is closed");
    }
    Arguments.require("origin", origin);
    ArraySource.requireDType(this, into);
    boolean scalar = array.shape().length == 0 && into.size() == 1 && origin.length == 1;
    if (scalar && origin[0] == 0) {
      array.read(new long[0], into.reshape());
    } else {
      array.read(origin, into);
    }
  }

  /** Closes the file. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OpenFiles.close(files);
    }
  }

  /** Dtype, shape, path and file. */
  @Override
  public String toString() {
    return "Hdf5Source(" + array + ")";
  }
}
