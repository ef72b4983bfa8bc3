package org.dosna.examples.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.NpySource;
import org.dosna.backend.hdf5.Hdf5Source;

/**
 * An array of a file that is open.
 *
 * @param array its elements; a single number, which has no axis, as one axis of length 1
 * @param chunkSize the chunks that fit to those of the file, if it has any
 * @param isNumber whether it is a single number in the file
 * @param file what is to be closed
 */
public record SourceFile(
    ArraySource array, Optional<int[]> chunkSize, boolean isNumber, Closeable file)
    implements Closeable {
  /**
   * Whether a file is an .npy file, by its name.
   *
   * @param file the file
   * @return false if it is to be an HDF5 file
   */
  public static boolean isNpy(Path file) {
    return file.toString().endsWith(".npy");
  }

  /**
   * What an array is called that has no name in its file.
   *
   * @param file the file
   * @return the file's name without its ending
   */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * Opens a file.
   *
   * @param file an .npy file, or an HDF5 file
   * @param path of the dataset in an HDF5 file
   * @return its array, to be closed
   * @throws org.dosna.DosnaException if there is none, or it cannot be read
   */
  public static SourceFile open(Path file, String path) {
    if (isNpy(file)) {
      NpySource npy = Npy.open(file);
      boolean isNumber = npy.shape().length == 0;
      return new SourceFile(isNumber ? asOneAxis(npy) : npy, Optional.empty(), isNumber, npy);
    }
    Hdf5Source hdf5 = Hdf5Source.open(file, path);
    return new SourceFile(hdf5, hdf5.chunkSize(), false, hdf5);
  }

  private static ArraySource asOneAxis(ArraySource source) {
    NDArray number = NDArray.zeros(source.dtype().nativeOrder());
    source.read(new long[0], number);
    return number.reshape(1);
  }

  /**
   * What a dataset of it is made of.
   *
   * @return with the chunks that fit
   */
  public DatasetSpec spec() {
    DatasetSpec spec = DatasetSpec.of(array.dtype(), array.shape());
    return chunkSize.map(spec::chunkSize).orElse(spec);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
