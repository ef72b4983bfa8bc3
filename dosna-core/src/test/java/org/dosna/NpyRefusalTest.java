package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is refused with a message that names the file and the problem. */
class NpyRefusalTest {
  @TempDir Path directory;

  private static byte[] bytes(Path path) {
    return assertDoesNotThrow(() -> Files.readAllBytes(path));
  }

  private static void assertRefused(Path path, String... parts) {
    assertMessage(DosnaException.class, () -> Npy.open(path), path.toString());
    assertMessage(DosnaException.class, () -> Npy.open(path), parts);
  }

  @ParameterizedTest
  @CsvSource({
    "refused-object.npy, pickled Python objects",
    "refused-structured.npy, structured",
    "refused-text.npy, <U2",
    "refused-time.npy, <M8[D]"
  })
  void otherDtypesAreRefused(String name, String what) {
    assertRefused(NumpyTables.npyFile(name, directory), what);
  }

  @Test
  void aFileCutOffAnywhereIsRefused() throws IOException {
    byte[] whole = bytes(NumpyTables.npyFile("version2.npy", directory));
    Path path = directory.resolve("cut.npy");
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertRefused(path, length < 6 ? "not an .npy file" : "cut off");
    }
  }

  @Test
  void whatIsNoNpyFileIsRefused() throws IOException {
    Path path = directory.resolve("text.npy");
    Files.writeString(path, "PK, not numpy, but long enough for a header");
    assertRefused(path, "not an .npy file");
    Path none = directory.resolve("none.npy");
    assertMessage(NotFoundException.class, () -> Npy.open(none), none.toString(), "no such file");
    assertMessage(NotFoundException.class, () -> Npy.read(none), none.toString());
    assertRefused(directory, "it is a folder");
    assertRefused(Path.of("/dev/null"), "no regular file");
  }

  /** Opening a pipe waits for somebody to write into it. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = directory.resolve("pipe.npy");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertRefused(pipe, "no regular file");
  }

  @Test
  void moreAxesThanNumpyHasAreRefused() throws IOException {
    Path path = directory.resolve("deep.npy");
    Npy.write(path, NDArray.full(DType.INT8, 3, deep(64)));
    assertEquals(64, Npy.read(path).ndim());
    Npy.write(path, NDArray.full(DType.INT8, 3, deep(3000)));
    assertRefused(path, "3000 axes", "64");
  }

  private static long[] deep(int axes) {
    long[] shape = new long[axes];
    Arrays.fill(shape, 1);
    return shape;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'descr': '<i4'    | 'descr': '<i3'    | <i3",
        "'fortran_order'   | 'FORTRAN_ORDER'   | fortran_order",
        "False             | Maybe             | fortran_order",
        "'shape': (7,)     | 'shape': (-7)     | shape",
        "'shape': (7,)     | 'shape': 7        | shape",
        "'shape': (7,)     | 'shape': (8,)     | 32 bytes"
      })
  void aHeaderThatCannotBeReadIsRefused(String from, String to, String what) throws IOException {
    Path path = NumpyTables.npyFile("row.npy", directory);
    String wanted = to + " ".repeat(Math.max(0, from.length() - to.length()));
    NumpyTables.changeHeader(path, from, wanted);
    assertRefused(path, what);
  }

  @Test
  void aShapeBeyondAllFilesIsRefused() throws IOException {
    Path path = NumpyTables.npyFile("row.npy", directory);
    NumpyTables.changeHeader(path, "(7,), }" + " ".repeat(20), "(9999999999, 9999999999), }");
    assertRefused(path, "9999999999");
    NumpyTables.changeHeader(path, "(9999999999, 9999999999)", "(99999999999999999999, )");
    assertRefused(path, "99999999999999999999");
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "0, 9", "1, 9"})
  void anUnknownVersionIsRefused(int major, int minor) throws IOException {
    Path path = NumpyTables.npyFile("row.npy", directory);
    byte[] bytes = bytes(path);
    bytes[6] = (byte) major;
    bytes[7] = (byte) minor;
    Files.write(path, bytes);
    assertRefused(path, major + "." + minor, "1.0, 2.0 and 3.0");
  }

  @Test
  void readChecksItsArguments() {
    try (NpySource source = Npy.open(NumpyTables.npyFile("int32.npy", directory))) {
      assertThrows(
          InvalidSliceException.class,
          () -> source.read(new long[] {0, 0, 1}, NDArray.zeros(DType.INT32, 2, 3, 4)));
      assertThrows(
          DosnaException.class,
          () -> source.read(new long[3], NDArray.zeros(DType.FLOAT32, 2, 3, 4)));
      assertTrue(source.toString().contains("int32.npy"), source::toString);
      assertFalse(source.path().toString().isEmpty());
    }
  }
}
