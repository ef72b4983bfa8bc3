package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.NDArray;
import org.dosna.Npy;

/** Files that programs in the test resources make with h5py, and what h5py reads of them. */
final class ForeignFiles {
  private ForeignFiles() {}

  /** A dataset and its elements. */
  record Expected(Path file, String path, NDArray elements) {}

  /** Runs a program that writes files into a folder. */
  static void make(String program, Path folder, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(folder));
    all.addAll(List.of(arguments));
    Native.pythonProgram(TestFiles.resource("foreign/" + program), all.toArray());
  }

  /** What h5py reads of all files in a folder. */
  static List<Expected> expected(Path folder) {
    return Native.pythonProgram(TestFiles.resource("foreign/expected.py"), folder)
        .lines()
        .map(line -> line.split("\t"))
        .map(row -> new Expected(Path.of(row[0]), row[1], npy(Path.of(row[2]))))
        .toList();
  }

  private static NDArray npy(Path file) {
    NDArray elements = Npy.read(file);
    return elements.ndim() == 0 ? elements.reshape(1) : elements;
  }

  /** Reads a whole dataset. */
  static NDArray read(Path file, String path) {
    try (Hdf5Source source = Hdf5Source.open(file, path)) {
      NDArray elements = NDArray.zeros(source.dtype().nativeOrder(), source.shape());
      source.read(new long[source.shape().length], elements);
      return elements;
    }
  }
}
