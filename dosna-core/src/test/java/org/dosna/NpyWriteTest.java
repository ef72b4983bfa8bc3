package org.dosna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are written block by block, and appear when they are complete. */
class NpyWriteTest {
  private static final long SEED = 7;

  @TempDir Path directory;

  /** A source that counts, and remembers the largest block that was asked for. */
  private static final class Counting implements ArraySource {
    private final DType dtype;
    private final long[] shape;
    private final long failAt;
    private long read;
    private long largest;

    Counting(DType dtype, long failAt, long... shape) {
      this.dtype = dtype;
      this.shape = shape;
      this.failAt = failAt;
    }

    @Override
    public DType dtype() {
      return dtype;
    }

    @Override
    public long[] shape() {
      return shape.clone();
    }

    @Override
    public void read(long[] origin, NDArray into) {
      if (read >= failAt) {
        throw new DosnaException("no more");
      }
      long start = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        start = start * shape[axis] + origin[axis];
      }
      assertEquals(read, start, "blocks follow one another");
      for (int i = 0; i < into.size(); i++) {
        ((int[]) into.array())[i] = (int) (start + i);
      }
      read += into.size();
      largest = Math.max(largest, into.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3000000",
        "5,600000",
        "600000,5",
        "3,2,500000",
        "2,1500000,1",
        "7,11,13",
        "1,1,1"
      })
  void writesBlockAfterBlock(String lengths) {
    long[] shape = NumpyTables.longs(lengths);
    Counting source = new Counting(DType.of(">i4"), Long.MAX_VALUE, shape);
    Path path = directory.resolve("counting.npy");
    Npy.write(path, source);
    assertEquals(NDArray.arange(DType.INT32, shape), Npy.read(path));
    assertTrue(source.largest <= 1 << 20, "at most 4 MiB at once, not " + source.largest);
    try (NpySource written = Npy.open(path)) {
      assertSame(DType.of(">i4"), written.dtype());
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = directory.resolve("kept.npy");
    NDArray old = NDArray.arange(DType.INT8, 5);
    Npy.write(path, old);
    Counting failing = new Counting(DType.INT32, 1_500_000, 3, 1_000_000);
    assertThrows(DosnaException.class, () -> Npy.write(path, failing));
    assertEquals(old, Npy.read(path));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void aWriteReplacesTheFileAndFollowsALink() throws IOException {
    Path path = directory.resolve("target.npy");
    Path link = directory.resolve("link.npy");
    Npy.write(path, NDArray.arange(DType.INT8, 5));
    Files.createSymbolicLink(link, path);
    Npy.write(link, NDArray.arange(DType.INT64, 2, 2));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(NDArray.arange(DType.INT64, 2, 2), Npy.read(path));
  }

  @Test
  void aFileCanBeRewrittenFromItself() {
    Path path = directory.resolve("self.npy");
    NDArray array = NDArray.random(DType.FLOAT64, SEED, 300, 3000);
    Npy.write(path, array);
    try (NpySource source = Npy.open(path)) {
      Npy.write(path, source);
    }
    assertEquals(array, Npy.read(path));
  }

  @Test
  void whatCannotBeWrittenIsNamed() {
    Path path = directory.resolve("missing").resolve("a.npy");
    NotFoundException error =
        assertThrows(NotFoundException.class, () -> Npy.write(path, NDArray.zeros(DType.INT8, 1)));
    assertEquals(
        "Cannot write '%s': there is no folder '%s'; make it first"
            .formatted(path, path.getParent()),
        error.getMessage());
    NDArray one = NDArray.zeros(DType.INT8, 1);
    DosnaException e =
        assertThrows(DosnaException.class, () -> Npy.write(Path.of("/proc/a.npy"), one));
    assertFalse(e.getMessage().contains(".part"), e.getMessage());
    assertFalse(e.getMessage().contains("Exception"), e.getMessage());
  }

  /** The disk that it points at may come back. */
  @Test
  void aLinkToNothingIsNotReplaced() throws IOException {
    Path link = directory.resolve("link.npy");
    Files.createSymbolicLink(link, directory.resolve("away/data.npy"));
    assertThrows(DosnaException.class, () -> Npy.write(link, NDArray.zeros(DType.INT8, 1)));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void aFileKeepsItsPermissions() throws IOException {
    Path path = directory.resolve("secret.npy");
    Npy.write(path, NDArray.zeros(DType.INT8, 1));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    Npy.write(path, NDArray.zeros(DType.INT8, 2));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void onlyRegularFilesAreReplaced() {
    Path special = Path.of("/dev/null");
    for (Path place : List.of(directory, special)) {
      DosnaException e =
          assertThrows(DosnaException.class, () -> Npy.write(place, NDArray.of(new int[] {1})));
      assertTrue(e.getMessage().contains("'" + place + "'"), e.getMessage());
    }
    assertTrue(Files.exists(special) && !Files.isRegularFile(special));
  }
}
