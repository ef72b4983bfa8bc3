package org.dosna.backend.hdf5;

import java.io.Closeable;
import java.nio.file.Path;
import org.dosna.Arguments;
import org.dosna.ArraySource;
import org.dosna.ClosedException;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

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
 * <p>Contiguous, chunked, compressed (deflate, shuffle, LZF, Fletcher-32, and what else jhdf has a
 * filter for) and compact layouts can be read. Soft links are followed, links to other files are
 * not. Types are those of {@link DType}; an enumeration reads as its integers, that of h5py's bool
 * as bool.
 *
 * <p>A compressed HDF5 chunk is decoded whole. Chunks used last are kept, up to 64 MiB or a quarter
 * of the heap; reading is fastest if the boxes asked for hold whole HDF5 chunks. Reading needs
 * memory for that, for a buffer and for the list of the HDF5 chunks. Thread safe.
 */
public final class Hdf5Source implements ArraySource, Closeable {
  private final Hdf5File file;
  private final Hdf5Array array;
  private volatile boolean closed;

  private Hdf5Source(Hdf5File file, Hdf5Array array) {
    this.file = file;
    this.array = array;
  }

  /**
   * Opens a dataset.
   *
   * @param file an HDF5 file
   * @param path the dataset's path from the root group: {@code "/entry/data"}
   * @return the dataset; close it to close the file
   * @throws DosnaException if there is no such file or dataset, the file is damaged, or the
   *     dataset's type or layout cannot be read
   */
  public static Hdf5Source open(Path file, String path) {
    Arguments.require("file", file);
    Arguments.require("path", path);
    Hdf5File opened = Hdf5File.open(file);
    try {
      return new Hdf5Source(opened, opened.array(path));
    } catch (DosnaException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public DType dtype() {
    return array.dtype();
  }

  @Override
  public long[] shape() {
    return array.shape();
  }

  @Override
  public void read(long[] origin, NDArray into) {
    if (closed) {
      throw new ClosedException("HDF5 source " + array + " is closed");
    }
    Arguments.require("origin", origin);
    ArraySource.requireDType(this, into);
    long[] dense = {1};
    int[] start = {0};
    int[] step = {1};
    array.read(
        origin,
        into.shape(),
        (run, index) -> {
          int[] count = {run.remaining() / dtype().itemSize()};
          new Transfer(into, index, dense, count, start, step, count, false)
              .fromChunk(run.order(dtype().byteOrder()), 0);
        });
  }

  /** Closes the file. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      file.close();
    }
  }

  /** Dtype, shape, path and file. */
  @Override
  public String toString() {
    return "Hdf5Source(" + array + ")";
  }
}
