package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that numpy wrote are read, whole and in boxes. */
class NpyTest {
  private static final long SEED = 7;

  @TempDir Path directory;

  private static byte[] bytes(Path path) {
    return assertDoesNotThrow(() -> Files.readAllBytes(path));
  }

  @TestFactory
  Stream<DynamicTest> readsWhatNumpyWroteAndWritesTheSameBytes() {
    return NumpyTables.rows("npy.tsv").stream()
        .map(row -> DynamicTest.dynamicTest(row[0], () -> readAndWrite(row)));
  }

  private void readAndWrite(String[] row) {
    Path path = NumpyTables.npyFile(row[0], directory);
    DType stored = DType.of(row[1]);
    NDArray expected = NumpyTables.array(row[1], row[2], row[3]);
    assertEquals(expected, Npy.read(path));
    Path copy = directory.resolve(row[0]);
    try (NpySource source = Npy.open(path)) {
      assertSame(stored, source.dtype());
      assertArrayEquals(expected.shape(), source.shape());
      assertReadsBoxes(source, expected, new SplittableRandom(SEED));
      Npy.write(copy, source);
    }
    assertEquals(expected, Npy.read(copy));
    if (row[4].equals("True")) {
      assertArrayEquals(bytes(path), bytes(copy));
    }
  }

  private static void assertReadsBoxes(NpySource source, NDArray all, SplittableRandom random) {
    long[] shape = all.shape();
    for (int n = 0; n < 40; n++) {
      long[] origin = new long[shape.length];
      long[] box = new long[shape.length];
      Slice[] slices = new Slice[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        origin[axis] = random.nextLong(shape[axis] + 1);
        box[axis] = random.nextLong(shape[axis] - origin[axis] + 1);
        slices[axis] = Slice.range(origin[axis], origin[axis] + box[axis]);
      }
      NDArray into = NDArray.zeros(all.dtype(), box);
      source.read(origin, into);
      assertEquals(all.get(slices), into, () -> Arrays.toString(slices) + ", seed " + SEED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void readsBoxesOfAFileLargerThanItsBuffers(boolean fortranOrder) throws IOException {
    long[] shape = {40, 50, 300};
    NDArray all = NDArray.random(DType.FLOAT32, SEED, shape);
    Path path = directory.resolve("large.npy");
    if (fortranOrder) {
      NDArray reversed = NDArray.zeros(DType.FLOAT32, 300, 50, 40);
      for (int i = 0; i < 40; i++) {
        for (int j = 0; j < 50; j++) {
          NDArray row = all.get(Slice.at(i), Slice.at(j));
          reversed.set(new Slice[] {Slice.all(), Slice.at(j), Slice.at(i)}, row);
        }
      }
      Npy.write(path, reversed);
      NumpyTables.changeHeader(
          path, "False, 'shape': (300, 50, 40)", "True, 'shape': (40, 50, 300) ");
    } else {
      Npy.write(path, all);
    }
    try (NpySource source = Npy.open(path)) {
      assertReadsBoxes(source, all, new SplittableRandom(SEED));
      for (String slices : List.of("0:40, 0:50, 7:8", "0:40, 3:4, 0:300", "39:40, 0:50, 0:300")) {
        NDArray expected = all.get(slices);
        NDArray into = NDArray.zeros(DType.FLOAT32, expected.shape());
        long[] origin =
            Arrays.stream(Slice.parse(slices)).mapToLong(s -> s.start().orElse(0)).toArray();
        source.read(origin, into);
        assertEquals(expected, into, slices);
      }
    }
    assertEquals(all, Npy.read(path));
  }

  @Test
  void headersOfOtherWritersAreRead() throws IOException {
    Path path = directory.resolve("other.npy");
    NDArray array = NDArray.arange(DType.INT16, 2, 3);
    for (String header :
        List.of(
            "{\"shape\": (2L, 3L), \"descr\": \"<i2\", \"fortran_order\": False}",
            "{ 'fortran_order':False,'shape':(2,3),'descr':'<i2' }\n",
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3,), }   \n")) {
      byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
      byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
      byte[] data = {0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0};
      Files.write(path, start);
      Files.write(path, text, StandardOpenOption.APPEND);
      Files.write(path, data, StandardOpenOption.APPEND);
      assertEquals(array, Npy.read(path), header);
    }
  }

  @Test
  void readsBeyondTwoGibibytes() throws IOException {
    Path path = directory.resolve("huge.npy");
    Npy.write(path, NDArray.zeros(DType.INT32, 1));
    // 8 bytes short of 4 GiB of elements; the file system keeps none of the zeros.
    NumpyTables.changeHeader(path, "(1,), }         ", "(1073741822,), }");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(128 + 4 * 1073741822L);
      file.seek(128 + 4 * 1073741820L);
      file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    try (NpySource source = Npy.open(path)) {
      NDArray into = NDArray.zeros(DType.INT32, 3);
      source.read(new long[] {1073741819L}, into);
      assertArrayEquals(new long[] {0, 0x04030201, 0x08070605}, into.toLongs());
    }
  }

  @Test
  void aFileTooLargeForOneArraySaysWhatToDo() throws IOException {
    Path path = directory.resolve("huge.npy");
    Npy.write(path, NDArray.zeros(DType.INT8, 1));
    NumpyTables.changeHeader(path, "(1,), }         ", "(3000000000,), }");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(128 + 3_000_000_000L);
    }
    String message = assertThrows(DosnaException.class, () -> Npy.read(path)).getMessage();
    assertTrue(message.contains(path.toString()) && message.contains("Npy.open"), message);
  }
}
