package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dosna.NDArray;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever h5py reads in our dtypes is read here, and is the same. */
@Tag("native")
class ForeignFilesTest {
  private static final long SEED = 150_000;

  /** A file has about eight datasets, those behind links included. */
  private static final int FILES = 40;

  @TempDir Path folder;

  /** Makes files, and reads all and parts of them. */
  private void assertAsH5py(int least, String program, Object... arguments) {
    ForeignFiles.make(program, folder, arguments);
    List<ForeignFiles.Expected> datasets = ForeignFiles.expected(folder);
    assertTrue(datasets.size() >= least, "only " + datasets.size() + " datasets");
    List<String> wrong = new ArrayList<>();
    for (ForeignFiles.Expected dataset : datasets) {
      String what = dataset.file().getFileName() + " " + dataset.path();
      try (Hdf5Source source = Hdf5Source.open(dataset.file(), dataset.path())) {
        NDArray expected = dataset.elements();
        NDArray all = NDArray.zeros(source.dtype().nativeOrder(), source.shape());
        source.read(new long[all.ndim()], all);
        if (!all.equals(expected)) {
          wrong.add(what + " is " + all + ", expected " + expected);
        } else if (!partsAreEqual(source, expected)) {
          wrong.add(what + " differs in parts");
        }
      } catch (RuntimeException e) {
        wrong.add(what + ": " + e);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean partsAreEqual(Hdf5Source source, NDArray expected) {
    Random random = new Random(1);
    long[] shape = expected.shape();
    for (int n = 0; n < 4 && expected.size() > 0; n++) {
      long[] origin = new long[shape.length];
      long[] box = new long[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        origin[axis] = random.nextInt((int) shape[axis]);
        box[axis] = 1 + random.nextInt((int) (shape[axis] - origin[axis]));
      }
      NDArray part = NDArray.zeros(expected.dtype(), box);
      expected.read(origin, part);
      NDArray read = NDArray.zeros(expected.dtype(), box);
      source.read(origin, read);
      if (!read.equals(part)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void randomFiles() {
    assertAsH5py(2, "random_files.py", SEED, Effort.times(FILES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"indexes.py", "filters.py", "element_types.py", "links.py", "virtual.py"})
  void kinds(String program) {
    assertAsH5py(90, program);
  }
}
