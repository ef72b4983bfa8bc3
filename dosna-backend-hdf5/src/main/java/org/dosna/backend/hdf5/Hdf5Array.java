package org.dosna.backend.hdf5;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.array.FileArray;
import org.dosna.backend.hdf5.format.link.PathWalk;
import org.dosna.backend.hdf5.format.link.Target;
import org.dosna.spi.Transfer;

/**
 * One HDF5 dataset in a file open for reading, as bytes; called array here, as a dataset is
 * DosNa's.
 */
final class Hdf5Array implements Closeable {
  private final FileSet files;
  private final FileArray array;

  private Hdf5Array(FileSet files, FileArray array) {
    this.files = files;
    this.array = array;
  }

  /**
   * Opens a dataset.
   *
   * @throws DosnaException if there is none, or it cannot be read
   */
  static Hdf5Array open(Path file, String path) {
    return of(OpenFiles.open(file, Optional.empty()), path);
  }

  /** The same in a file that is open already, and is closed with it. */
  static Hdf5Array of(FileChannel channel, Path file, String path) throws IOException {
    return of(OpenFiles.of(channel, file), path);
  }

  private static Hdf5Array of(FileSet files, String path) {
    try {
      Target target = new PathWalk(files).go(Target.root(files.first()), path);
      return new Hdf5Array(files, FileArray.open(files, target));
    } catch (DosnaException e) {
      OpenFiles.close(files);
      throw OpenFiles.named(files.first().path(), e);
    }
  }

  /** Type of the elements, with their byte order in the file. */
  DType dtype() {
    return array.dtype();
  }

  /** Length of each axis; none for a scalar. */
  long[] shape() {
    return array.shape();
  }

  /** Where the elements are, if they lie in one piece of the file, as they are. */
  Optional<Long> position() {
    return array.position();
  }

  /** All elements in C order, in the byte order of the file. */
  ByteBuffer read() {
    NDArray elements = NDArray.zeros(dtype().nativeOrder(), shape());
    array.read(new long[shape().length], elements);
    int size = Math.toIntExact(elements.size() * dtype().itemSize());
    ByteBuffer bytes = ByteBuffer.allocate(size).order(dtype().byteOrder());
    Transfer.whole(elements).toChunk(bytes, 0);
    return bytes;
  }

  /** Closes the file. */
  @Override
  public void close() {
    OpenFiles.close(files);
  }

  /** Dtype, shape and place. */
  @Override
  public String toString() {
    return array.toString();
  }
}
