package org.dosna.examples.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.NpySource;

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
   * Opens an array of a file.
   *
   * @param file the file; its ending says what it is
   * @param path of the array in it; empty if it has only one
   * @return the array, to be closed
   * @throws org.dosna.DosnaException if there is none, or it cannot be read
   */
  public static SourceFile open(Path file, String path) {
    return open(file, path, new Bands());
  }

  /**
   * Opens an array of one of many files.
   *
   * @param file the file
   * @param path of the array in it; empty if it has only one
   * @param bands keeps what is decoded of pictures, together with that of other files
   * @return its array, to be closed
   */
  public static SourceFile open(Path file, String path, Bands bands) {
    if (!Files.isRegularFile(file)) {
      String what = Files.exists(file) ? "' is no file" : "': there is no such file";
      throw new NotFoundException("Cannot read '" + file + what);
    }
    FileFormat format = FileFormat.of(file);
    String inside = path.startsWith("/") ? path.substring(1) : path;
    if (!inside.isEmpty()) {
      format.requirePath(file, inside);
      return format.open(file, inside, bands);
    }
    List<String> paths = format.paths(file);
    if (paths.size() != 1) {
      throw new DosnaException("'" + file + "' is no array; name one of those in it: " + paths);
    }
    return format.open(file, paths.get(0), bands);
  }

  /** The array of an .npy file. */
  static SourceFile of(NpySource npy) {
    boolean isNumber = npy.shape().length == 0;
    return new SourceFile(isNumber ? asOneAxis(npy) : npy, Optional.empty(), isNumber, npy);
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
